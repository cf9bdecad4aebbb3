// Runs in a thread of its own: moves what is in the write-ahead log into the file, each time that it is asked to.
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const port = parentPort!;
const database = new DatabaseSync(String(workerData));
database.exec("pragma busy_timeout = 1000; pragma synchronous = full; pragma wal_autocheckpoint = 0");
// Passive: takes no lock that a commit would have to wait for.
const checkpoint = database.prepare("pragma wal_checkpoint(passive)");

port.on("message", (request: "checkpoint" | "close") => {
  if (request === "checkpoint") {
    port.postMessage({ framesInLog: Number(checkpoint.get()!["log"]) });
    return;
  }
  database.close();
  port.close();
});
