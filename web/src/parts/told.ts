import { say } from "../i18n"
import { AskRefused } from "../live/store"

/** What a person is told of something that failed. */
export function told(error: unknown): string {
  if (error instanceof AskRefused) {
    return error.code === "lost" ? say("ask.lost") : error.message || say("ask.refused", { code: error.code })
  }
  return error instanceof Error ? error.message : String(error)
}
