export { Client } from "./client.js"
export { ApiError, type Options } from "./line.js"
export { Live, type LiveOptions, merged, type Socket } from "./live.js"
export type * from "./models.js"
