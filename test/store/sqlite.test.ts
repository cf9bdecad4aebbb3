import { SqliteStore } from "../../runtime/store/sqlite/index.js";
import { storeContract } from "./contract.js";
import { testClock } from "./contract/samples.js";
import { temporaryFiles } from "./temporary-files.js";

const newFile = temporaryFiles();
let file = "";

storeContract(
  "sqlite",
  async () => new SqliteStore((file = newFile()), { clock: testClock }),
  async () => new SqliteStore(file, { clock: testClock }),
);
