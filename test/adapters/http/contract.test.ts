import { channelContract } from "../contract/suite.js";
import { openPartner } from "./provider.js";

channelContract({
  name: "HTTP",
  open: openPartner,
  answers: ["take", "fail", "refuse", "hang", "drop", "busy"],
});
