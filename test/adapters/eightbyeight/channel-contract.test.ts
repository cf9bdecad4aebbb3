import { channelContract } from "../contract/suite.js";
import { describe8x8 } from "./account.js";
import { openProvider } from "./provider.js";

describe8x8("SMS", () => {
  channelContract({
    name: "8x8",
    open: openProvider,
    answers: ["take", "fail", "refuse", "hang", "drop", "busy"],
  });
});
