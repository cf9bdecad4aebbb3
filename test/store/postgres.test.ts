import { PostgresStore } from "../../runtime/store/postgres/index.js";
import { describeWithPostgres } from "../support/postgres.js";
import { storeContract } from "./contract.js";
import { testClock } from "./contract/samples.js";
import { faultsTests } from "./postgres/faults.js";
import { openingTests } from "./postgres/opening.js";
import { processesTests } from "./postgres/processes.js";
import { sharingTests } from "./postgres/sharing.js";

/** One server for all of it: starting one takes longer than most tests. */
describeWithPostgres("on PostgreSQL", (server) => {
  let url = "";
  const open = () => PostgresStore.open(url, { clock: testClock });

  storeContract(
    "postgres",
    async () => {
      if (url === "") url = server.newStore();
      else await server.empty(url);
      return open();
    },
    open,
  );

  describe("opening", () => openingTests(server));
  describe("several processes on one store", () => sharingTests(server));
  describe("faults", () => faultsTests(server));
  describe("processes that are killed", () => processesTests(server));
});
