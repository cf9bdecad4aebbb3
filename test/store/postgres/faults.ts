import pg from "pg";
import { StoreUnavailable } from "../../../runtime/store/errors.js";
import { PostgresStore } from "../../../runtime/store/postgres/index.js";
import type { Store } from "../../../runtime/store/store.js";
import type { PostgresServer } from "../../support/postgres.js";
import { aCommit, anInput, aSession, NOW, testClock, textsOf } from "../contract/samples.js";

export function faultsTests(server: PostgresServer): void {
  let url: string;
  let store: Store;
  beforeEach(async () => {
    url = server.newStore();
    store = await PostgresStore.open(url, { clock: testClock });
  });
  afterEach(() => store.close());

  test("while the server is away everything fails, and goes on by itself when it is back", async () => {
    await store.commit(aCommit(aSession("s1")));
    const missed = new Promise((resolve) => store.follow((news) => news.about === "anything" && resolve(news)));
    await server.stop();

    const operations = await Promise.allSettled([
      store.accept(anInput("ann", "lost")),
      store.commit(aCommit(aSession("s1", { sprint: 2 }), { revision: 1 })),
      store.session("s1"),
      store.lockLane("ann"),
      store.fireTimers(NOW, 10),
      store.dueEffects(NOW, 10),
      store.settleEffects([{ key: "e1", delivered: true }]),
    ]);
    await server.start();
    await missed;

    for (const operation of operations) {
      expect(operation).toMatchObject({ status: "rejected", reason: expect.any(StoreUnavailable) });
    }
    expect(await store.session("s1")).toMatchObject({ revision: 1 });
    await store.accept(anInput("ann", "kept"));
    await store.commit(aCommit(aSession("s1", { sprint: 2 }), { revision: 1 }));
    expect(await textsOf(store, "ann")).toEqual(["kept"]);
    expect(await store.lockLane("ann")).toBeDefined();
  });

  test("what is under way when the server goes away fails", async () => {
    const blocker = new pg.Client(url);
    blocker.on("error", () => {});
    await blocker.connect();
    await blocker.query("begin");
    await blocker.query(`lock table ${new URL(url).searchParams.get("schema")}.sessions in access exclusive mode`);

    const operations = Promise.allSettled([store.session("s1"), store.commit(aCommit(aSession("s1")))]);
    await blocker.query("select pg_sleep(0.05)");
    await server.stop();

    for (const operation of await operations) {
      expect(operation).toMatchObject({ status: "rejected", reason: expect.any(StoreUnavailable) });
    }
    await server.start();
  });

  test("what others chose as ids may be long, or hold what PostgreSQL takes for no text", async () => {
    const wild = `\0${"x".repeat(20_000)}'"\\{},`;
    const input = anInput("ann", "hello", { inputId: wild });
    await store.accept(input);
    await store.commit(aCommit(aSession("s1"), { waits: [{ token: "t", key: wild }] }));
    await store.createContact({ id: "c1", document: { name: wild }, urns: [wild] });

    expect(await store.accept(input)).toMatchObject({ duplicate: true });
    expect(await store.sessionsWaitingFor(wild)).toHaveLength(1);
    expect(await store.contactByUrn(wild)).toMatchObject({ document: { name: wild } });
  });

  test("more operations than a transaction takes are all done", async () => {
    const accepted = await Promise.all(
      Array.from({ length: 500 }, (_, index) => store.accept(anInput("ann", `${index}`))),
    );

    expect(new Set(accepted.map(({ id }) => id)).size).toBe(500);
    expect((await store.statistics()).pendingInputs).toBe(500);
  });

  test("more lanes than the server has room for wait for each other", async () => {
    const lanes = Array.from({ length: 1200 }, (_, index) => `lane ${index}`);

    const locked = await Promise.all(
      lanes.map(async (lane) => {
        const lock = await store.lockLane(lane);
        await lock?.release();
        return lock !== undefined;
      }),
    );

    expect(new Set(locked)).toEqual(new Set([true]));
  });
}
