import { documentedCollector } from "../../runtime/metaflow/documents.js";
import { toOrdered } from "../../runtime/formats/metaflows/index.js";
import { Bench } from "../support/bench.js";
import { countingIds } from "../support/counting-ids.js";
import { listening, said, sleeping, withLegs } from "./calls.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

/** The call rings two phones of the callee's. */
const ringing = () =>
  withLegs({
    b: { number: "1002", endpoint: "desk", status: "ringing" },
    c: { number: "1002", endpoint: "mobile", status: "ringing" },
  });

async function press(leg: string, digits: string): Promise<void> {
  for (const digit of digits) await bench.onCall({ type: "digit", leg, digit });
}

/** The network bridges who answers to the flow's own leg. */
async function answers(leg: string): Promise<void> {
  await bench.onCall({ type: "call", event: "answered", leg });
  for (const each of ["call", leg]) await bench.onCall({ type: "call", event: "bridged", leg: each });
}

const leaves = (leg: string) => bench.onCall({ type: "call", event: "hangup", leg });

describe("the flow's leg and the one across", () => {
  test.each([
    ["self", ["own"]],
    ["peer", ["other"]],
    ["both", ["own", "other"]],
  ])("listening on %s hears %j", async (listen_on, heard) => {
    const listener = listening({ 1: "own", 2: "other" }, { listen_on });
    await bench.call(sleeping(listener), ringing());
    await answers("b");

    await press("call", "*1");
    await bench.pass(800);
    await press("b", "*2");
    await bench.pass(800);

    expect(said(bench)).toEqual(heard);
  });

  test("the other leg is not heard while one is collecting", async () => {
    const session = await bench.call(sleeping(listening({ 5: "five" }, { listen_on: "both" })), ringing());
    await answers("b");

    await press("call", "*");
    await press("b", "*5");
    await press("call", "5");
    await bench.pass(800);

    expect(await bench.events(session, "digits_collected")).toMatchObject([{ leg: "call", collected: "5" }]);
    expect(await bench.events(session, "digit_intercepted")).toHaveLength(2);
  });

  test("a leg that rings is not across yet", async () => {
    await bench.call(sleeping(listening({ 1: "other" }, { listen_on: "peer" })), ringing());
    await press("b", "*1");
    await bench.pass(800);
    expect(said(bench)).toEqual([]);
  });

  test("what a leg was collecting when it left is never judged", async () => {
    const session = await bench.call(sleeping(listening({ 1: "other" }, { listen_on: "peer" })), ringing());
    await answers("b");
    await press("b", "*1");
    await leaves("b");
    await bench.pass(800);
    expect(said(bench)).toEqual([]);
    expect((await bench.session(session)).collectors).toBeUndefined();
  });

  test("a leg goes on collecting when the other leaves", async () => {
    await bench.call(sleeping(listening({ 1: "own" }, { listen_on: "both" })), ringing());
    await answers("b");
    await press("call", "*");
    await leaves("b");
    await press("call", "1");
    await bench.pass(800);
    expect(said(bench)).toEqual(["own"]);
  });
});

describe("an endpoint's own metaflows", () => {
  /** Listens on the leg once it is connected. */
  function add(endpoint: string, leg: string, key: string): void {
    const levels = [toOrdered({ numbers: { [key]: { module: "say", data: { text: endpoint } } } })];
    const read = documentedCollector(levels, bench.switchboard.metaflows, countingIds());
    if (!("collector" in read) || !read.collector) throw new Error("The document was not read.");
    const { collector } = read;
    bench.switchboard.metaflows.add(({ call }) =>
      leg === call?.id || call?.legs[leg]?.status === "progressing" ? [{ ...collector, endpoint, leg }] : [],
    );
  }

  test("work once it has answered, and on its leg alone", async () => {
    add("desk", "b", "9");
    const session = await bench.call(sleeping([]), ringing());
    const attempt = async (leg: string): Promise<void> => {
      await press(leg, "*9");
      await bench.pass(800);
    };

    await attempt("b");
    await answers("b");
    await attempt("c");
    await attempt("call");
    await attempt("b");

    expect(said(bench)).toEqual(["desk"]);
    expect(await bench.events(session, "metaflow_module")).toMatchObject([{ endpoint: "desk", leg: "b" }]);
  });

  test("two collectors that hear one leg both act", async () => {
    add("first", "call", "1");
    add("second", "call", "1");
    await bench.call(sleeping([]));

    await press("call", "*1");
    await bench.pass(800);

    expect(said(bench).sort()).toEqual(["first", "second"]);
  });
});
