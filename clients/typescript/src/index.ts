export { Client } from "./client.js"
export { ApiError, type Options } from "./line.js"
export type * from "./models.js"
