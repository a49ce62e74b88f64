import { act } from "react"
import { createRoot } from "react-dom/client"
import { afterEach, describe, expect, it } from "vitest"
import { useCentreChoice } from "./session"
import type { Me } from "./wire"

const me = { centres: ["shop", "bank", "rent"] } as unknown as Me

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let choice: [string, (centre: string) => void]

function Probe() {
  choice = useCentreChoice(me)
  return null
}

function show(address: string): () => void {
  history.replaceState(null, "", address)
  const root = createRoot(document.createElement("div"))
  act(() => root.render(<Probe />))
  return () => act(() => root.unmount())
}

describe("the centre that somebody looks at", () => {
  afterEach(() => localStorage.clear())

  it("is the one that the address names, and stays afterwards", () => {
    let close = show("/talks?centre=bank&agent=7")
    expect(choice[0]).toBe("bank")
    close()
    close = show("/talks")
    expect(choice[0]).toBe("bank")
    close()
  })

  it("is chosen anew: the address names it no more, and keeps the rest", () => {
    const close = show("/talks?centre=bank&agent=7")
    act(() => choice[1]("rent"))
    expect(choice[0]).toBe("rent")
    expect(location.pathname + location.search).toBe("/talks?agent=7")
    close()
  })

  it("is none of somebody else's", () => {
    const close = show("/talks?centre=other")
    expect(choice[0]).toBe("shop")
    close()
  })
})
