import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const host = { external_host: "media.example:10000" };

test("connects with the documented defaults, beside the flow, until it is stopped", async () => {
  const bench = await Bench.open();

  const session = await bench.call(
    flow("ivr", [
      step("start", "call-external_media_start", host, "stop"),
      step("stop", "call-external_media_stop", {}, "end"),
      step("end", "call-sleep", { duration: 1000 }),
    ]),
  );

  const [started, stopped] = bench.channel.effects.map(({ event }) => event);
  expect(started).toEqual({
    type: "external_media_start",
    call: "call",
    leg: "call",
    external_media: expect.any(String) as string,
    external_host: "media.example:10000",
    encapsulation: "rtp",
    transport: "udp",
    connection_type: "client",
    format: "ulaw",
    direction: "both",
  });
  expect(stopped).toEqual({
    type: "external_media_stop",
    call: "call",
    leg: "call",
    external_media: started?.["external_media"],
  });
  expect((await bench.session(session)).call?.externalMedia).toBeUndefined();
});

test("a sixth connection is refused, and the flow goes on", async () => {
  const bench = await Bench.open();
  const starts = [1, 2, 3, 4, 5, 6].map((n) => step(`start${n}`, "call-external_media_start", host, `start${n + 1}`));

  const session = await bench.call(flow("ivr", [...starts, step("start7", "call-sleep", { duration: 1000 })]));

  expect(bench.channel.effects).toHaveLength(5);
  expect(await bench.complaints(session)).toEqual([expect.stringContaining("5 connections already")]);
  expect((await bench.session(session)).status).toBe("waiting");
});
