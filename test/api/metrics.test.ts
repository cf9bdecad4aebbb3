import { Histogram } from "../../runtime/api/metrics/histogram.js";
import { metric } from "../../runtime/api/metrics/text.js";
import { addDefinition, chain, startServer } from "./server.js";

test("the sizes of the store and the sprints of this process are told", async () => {
  const server = await startServer();
  await addDefinition(server.switchboard, chain("flow", ["call-goto"]));
  await server.request("POST", "/flows/flow/start", {});
  await server.switchboard.whenIdle();
  const { headers, body } = await server.request("GET", "/metrics");
  await server.close();
  expect(headers.get("content-type")).toBe("text/plain; charset=utf-8; version=0.0.4");
  const lines = String(body["text"]).split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      'switchboard_sessions{status="completed"} 1',
      "switchboard_inputs_total 1",
      "switchboard_inputs_pending 0",
      "switchboard_sprints_total 1",
      "# TYPE switchboard_sprint_duration_seconds histogram",
      'switchboard_sprint_duration_seconds_bucket{le="+Inf"} 1',
      "switchboard_outbox_pending 0",
      "switchboard_dead_letters 0",
      "switchboard_timers 0",
    ]),
  );
});

test("a histogram counts in each bucket what is not longer", () => {
  const histogram = new Histogram([1, 5]);
  for (const value of [0.5, 1, 3, 9]) histogram.observe(value);
  expect(histogram.samples()).toEqual([
    { suffix: "_bucket", labels: { le: "1" }, value: 2 },
    { suffix: "_bucket", labels: { le: "5" }, value: 3 },
    { suffix: "_bucket", labels: { le: "+Inf" }, value: 4 },
    { suffix: "_sum", value: 13.5 },
    { suffix: "_count", value: 4 },
  ]);
});

test("labels are escaped", () => {
  const text = metric("name", "gauge", "Help.", [{ labels: { label: 'a"b\\c\nd' }, value: 1 }]);
  expect(text).toBe('# HELP name Help.\n# TYPE name gauge\nname{label="a\\"b\\\\c\\nd"} 1\n');
});
