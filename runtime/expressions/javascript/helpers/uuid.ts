import type { Helper } from "./helper.js";

export const uuid: Helper = {
  name: "uuid",
  description: "Makes a random UUID (version 4). Useful for ids of requests that a later step refers to.",
  example: "uuid()",
  parameters: [],
  call: (_args, services) => services.uuid(),
};
