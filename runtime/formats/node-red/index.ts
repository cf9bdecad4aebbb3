export { readTab } from "./read.js";
export { programToTab, writeTab, type TabOptions } from "./write.js";
export { FLOW_NODE, isTabNode, type TabNode } from "./nodes.js";
