// JSON merge patches (RFC 7396) that keep the identity of whatever they leave as it was, so that a page which reads one
// part is not drawn anew for a change in another.

type Plain = { readonly [key: string]: unknown }

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** `next` with every part of it that equals the same part of `before` replaced by that part. */
export function share<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next
  if (Array.isArray(next) && Array.isArray(before)) {
    const made = next.map((item, place) => share(before[place], item))
    const same = made.length === before.length && made.every((item, place) => Object.is(item, before[place]))
    return (same ? before : made) as T
  }
  if (isPlain(next) && isPlain(before)) {
    const made: Record<string, unknown> = {}
    let same = Object.keys(before).length === Object.keys(next).length
    for (const key of Object.keys(next)) {
      made[key] = share(before[key], next[key])
      same = same && key in before && Object.is(made[key], before[key])
    }
    return (same ? before : made) as T
  }
  return next
}

/** `target` after `patch`: null takes a key away, records are merged, everything else is put in its place. */
export function merge<T>(target: T, patch: unknown): T {
  if (!isPlain(patch)) return share(target, patch) as T
  const from: Plain = isPlain(target) ? target : {}
  let made: Record<string, unknown> | null = isPlain(target) ? null : {}
  for (const key of Object.keys(patch)) {
    const change = patch[key]
    if (change === null) {
      if (key in from) {
        made ??= { ...from }
        delete made[key]
      }
      continue
    }
    const value = merge(from[key], change)
    if (!(key in from) || !Object.is(value, from[key])) {
      made ??= { ...from }
      made[key] = value
    }
  }
  return (made ?? from) as T
}
