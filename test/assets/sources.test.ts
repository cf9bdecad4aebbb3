import { AssetSources } from "../../runtime/assets/sources.js";
import { storedAssets } from "../../runtime/assets/store.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import { NOW } from "../support/bench.js";

const group = (name: string) => ({ uuid: crypto.randomUUID(), name });

test("of assets that come at the same moment, all are kept", async () => {
  const now = () => NOW;
  const store = new MemoryStore({ now });
  const sources = new AssetSources({ store, now, random: () => 0, channels: () => [] });

  await Promise.all([sources.add({ groups: [group("Clients")] }), sources.add({ groups: [group("Nurses")] })]);

  const { groups } = await storedAssets(store);
  expect(groups).toMatchObject([{ name: "Clients" }, { name: "Nurses" }]);
});
