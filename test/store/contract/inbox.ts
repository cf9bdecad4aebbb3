import type { Store } from "../../../runtime/store/store.js";
import { aCommit, anInput, aSession, NOW, textsOf, type Open } from "./samples.js";

export function inboxContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  test("an accepted input waits in its lane with everything that it came with", async () => {
    const input = anInput("ann", "hello", { inputId: "SM1", session: "s1" });

    const { id, duplicate } = await store.accept(input);

    expect(duplicate).toBe(false);
    expect(await store.inputs("ann", 10)).toEqual([{ ...input, id, attempts: 0 }]);
  });

  test("the inputs of a lane come in the order of their acceptance, and so do their ids", async () => {
    const accepted = await Promise.all(
      Array.from({ length: 12 }, (_, index) => store.accept(anInput(index % 2 ? "bob" : "ann", `${index}`))),
    );

    expect(await textsOf(store, "ann")).toEqual(["0", "2", "4", "6", "8", "10"]);
    const ids = accepted.map(({ id }) => id);
    expect([...ids].sort()).toEqual(ids);
  });

  test("a lane gives no more inputs than asked for", async () => {
    await Promise.all(["1", "2", "3"].map((text) => store.accept(anInput("ann", text))));

    expect((await store.inputs("ann", 2)).map((input) => input.input)).toEqual([
      anInput("ann", "1").input,
      anInput("ann", "2").input,
    ]);
    expect(await store.inputs("nobody", 2)).toEqual([]);
  });

  test("a repeated id of the same source is a duplicate and answers with the first one's id", async () => {
    const first = await store.accept(anInput("ann", "once", { inputId: "SM1" }));

    const second = await store.accept(anInput("ann", "twice", { inputId: "SM1" }));

    expect(second).toEqual({ id: first.id, duplicate: true });
    expect(await textsOf(store, "ann")).toEqual(["once"]);
  });

  test("two inputs of the same id that arrive at once are one", async () => {
    const both = await Promise.all([1, 2].map(() => store.accept(anInput("ann", "hello", { inputId: "SM1" }))));

    expect(both.map(({ duplicate }) => duplicate)).toEqual([false, true]);
    expect(await textsOf(store, "ann")).toEqual(["hello"]);
  });

  test("the same id of another source is another input, and inputs without ids are never duplicates", async () => {
    await store.accept(anInput("ann", "a", { inputId: "1", source: "sms" }));
    await store.accept(anInput("ann", "b", { inputId: "1", source: "chat" }));
    await store.accept(anInput("ann", "c"));
    await store.accept(anInput("ann", "c"));

    expect(await textsOf(store, "ann")).toEqual(["a", "b", "c", "c"]);
  });

  test("an acknowledged input is gone, but its id is still remembered", async () => {
    const { id } = await store.accept(anInput("ann", "hello", { inputId: "SM1" }));

    await store.commit({ sessions: [], acknowledge: id });

    expect(await store.inputs("ann", 10)).toEqual([]);
    expect(await store.accept(anInput("ann", "hello", { inputId: "SM1" }))).toEqual({ id, duplicate: true });
  });

  test("acknowledging an input again is no error and acknowledges nothing else", async () => {
    const { id } = await store.accept(anInput("ann", "1"));
    await store.accept(anInput("ann", "2"));
    await store.commit({ sessions: [], acknowledge: id });

    await store.commit({ sessions: [], acknowledge: id });

    expect(await textsOf(store, "ann")).toEqual(["2"]);
  });

  test("pending lanes come by their oldest pending input", async () => {
    const first = await store.accept(anInput("ann", "1"));
    await store.accept(anInput("bob", "2"));
    await store.accept(anInput("ann", "3"));
    await store.accept(anInput("cid", "4"));

    expect(await store.pendingLanes(10)).toEqual(["ann", "bob", "cid"]);
    await store.commit({ sessions: [], acknowledge: first.id });
    expect(await store.pendingLanes(10)).toEqual(["bob", "ann", "cid"]);
    expect(await store.pendingLanes(2)).toEqual(["bob", "ann"]);
  });

  test("attempts are counted with what the last one said", async () => {
    const { id } = await store.accept(anInput("ann", "hello"));

    expect(await store.noteAttempt(id, "first")).toBe(1);
    expect(await store.noteAttempt(id, "second")).toBe(2);

    expect(await store.inputs("ann", 1)).toMatchObject([{ id, attempts: 2, lastError: "second" }]);
  });

  test("an attempt at an input that is not pending counts nothing", async () => {
    const { id } = await store.accept(anInput("ann", "hello"));
    await store.commit({ sessions: [], acknowledge: id });

    expect(await store.noteAttempt(id, "late")).toBe(0);
    expect(await store.noteAttempt("unknown", "never")).toBe(0);
  });

  test("a rejected input leaves its lane free and is kept for inspection, newest first", async () => {
    const input = anInput("ann", "bad", { inputId: "SM1" });
    const { id } = await store.accept(input);
    await store.accept(anInput("ann", "good"));
    const other = await store.accept(anInput("bob", "worse"));
    await store.noteAttempt(id, "defect");

    await store.rejectInput(id, "gave up");
    await store.rejectInput(other.id, "gave up too");

    expect(await textsOf(store, "ann")).toEqual(["good"]);
    expect(await store.pendingLanes(10)).toEqual(["ann"]);
    expect(await store.rejectedInputs(1)).toMatchObject([{ id: other.id }]);
    expect((await store.rejectedInputs(10))[1]).toEqual({ ...input, id, attempts: 1, lastError: "gave up" });
    expect(await store.accept(input)).toEqual({ id, duplicate: true });
    expect(await store.statistics()).toMatchObject({ pendingInputs: 1, rejectedInputs: 2 });
  });

  test("rejecting what is not pending is no error", async () => {
    const { id } = await store.accept(anInput("ann", "hello"));
    await store.commit({ sessions: [], acknowledge: id });

    await store.rejectInput(id, "late");

    expect(await store.rejectedInputs(10)).toEqual([]);
  });

  test("a commit forwards inputs to other lanes, without repeating those that are known", async () => {
    const { id } = await store.accept(anInput("ann", "start"));
    const forward = [anInput("bob", "from ann", { source: "session", inputId: "s1/1" }), anInput("cid", "too")];

    await store.commit({ ...aCommit(aSession("s1")), acknowledge: id, forward });
    await store.commit({ sessions: [], forward: forward.slice(0, 1) });

    expect(await textsOf(store, "ann")).toEqual([]);
    expect(await textsOf(store, "bob")).toEqual(["from ann"]);
    expect(await textsOf(store, "cid")).toEqual(["too"]);
  });

  test("a process that is alone always gets the right to a lane", async () => {
    const first = await store.lockLane("ann");
    const second = await store.lockLane("ann");

    await first?.release();
    await second?.release();

    expect(await store.lockLane("ann")).toBeDefined();
  });

  test("pruning forgets old ids, but not those of inputs that are still pending", async () => {
    const old = anInput("ann", "old", { inputId: "1", at: NOW - 2000 });
    const pending = anInput("ann", "pending", { inputId: "2", at: NOW - 2000 });
    const recent = anInput("ann", "recent", { inputId: "3", at: NOW });
    const rejected = anInput("ann", "rejected", { inputId: "4", at: NOW - 2000 });
    const [first, , third, fourth] = await Promise.all(
      [old, pending, recent, rejected].map((input) => store.accept(input)),
    );
    await store.commit({ sessions: [], acknowledge: first!.id });
    await store.commit({ sessions: [], acknowledge: third!.id });
    await store.rejectInput(fourth!.id, "bad");

    await store.prune(NOW - 1000);

    expect(await store.rejectedInputs(10)).toEqual([]);
    expect((await store.accept(old)).duplicate).toBe(false);
    expect((await store.accept(pending)).duplicate).toBe(true);
    expect((await store.accept(recent)).duplicate).toBe(true);
  });
}
