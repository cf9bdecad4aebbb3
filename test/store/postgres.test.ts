import { PostgresStore } from "../../runtime/store/postgres/index.js";
import { describeWithPostgres } from "../support/postgres.js";
import { storeContract } from "./contract.js";
import { testClock } from "./contract/samples.js";

describeWithPostgres("a server of PostgreSQL", (server) => {
  let url = "";
  const open = () => PostgresStore.open(url, { clock: testClock });

  storeContract(
    "postgres",
    () => {
      url = server.newStore();
      return open();
    },
    open,
  );
});
