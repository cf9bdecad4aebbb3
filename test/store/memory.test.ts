import { MemoryStore } from "../../runtime/store/memory.js";
import { storeContract } from "./contract.js";
import { testClock } from "./contract/samples.js";

storeContract("memory", async () => new MemoryStore(testClock));
