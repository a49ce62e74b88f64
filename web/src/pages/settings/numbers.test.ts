import { expect, test } from "vitest"
import type { Figure } from "../../api"
import { isFar } from "./numbers"

const figure = (value: number, usual: number): Figure => ({
  id: "hold_word", value, default: usual, unit: "s", clause: "", title: {},
})

test.each([
  [9_999, 2, true],
  [20, 2, false],
  [21, 2, true],
  [3, 30, false],
  [2.9, 30, true],
  [0, 5, true],
  [7, 0, false],
])("a figure of %d where the standard has %d is far from it: %s", (value, usual, far) => {
  expect(isFar(figure(value, usual))).toBe(far)
})
