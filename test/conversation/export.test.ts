import { exportEvents, exportSession } from "../../runtime/conversation/export.js";
import { Bench } from "../support/bench.js";
import { flow, say } from "../support/program.js";

test("what became of a message once it went out is no part of GoFlow's form", async () => {
  const bench = await Bench.open();
  const id = await bench.run(flow("f", [say("hi", "Hi")]));
  const session = await bench.session(id);
  const run = session.runs[0]!;
  const told = {
    event: { type: "msg_status", channel: "c", key: "k", status: "sent" },
    at: 0,
    scope: "both",
    run: run.id,
  } as const;
  const events = [...(await bench.recorded(id)), told];

  const document = exportSession({ session, events }, bench.switchboard.assets);

  expect(exportEvents([told])).toEqual([]);
  expect(document["runs"]).toMatchObject([{ events: [{ type: "msg_created" }] }]);
});
