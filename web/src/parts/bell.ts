// A bell for those who look elsewhere: a short sound, and a notice of the system while the page is in the background.

import { useEffect, useRef, useSyncExternalStore } from "react"

/** What it rings for: a call, a chat that waits, a word of a leader or a customer, an agent who asks for help. */
export type Sound = "call" | "chat" | "word" | "help"

/** Pitch, Hz, and length, s, of each tone of a sound. */
const TONES: Readonly<Record<Sound, readonly (readonly [number, number])[]>> = {
  call: [[660, 0.18], [880, 0.18], [660, 0.18], [880, 0.18]],
  chat: [[880, 0.12], [1175, 0.2]],
  word: [[740, 0.12]],
  help: [[988, 0.16], [740, 0.16], [988, 0.16]],
}
const LOUD = 0.12
const AGAIN = 3000
const KEY = "saywell.bell"

const listeners = new Set<() => void>()
let context: AudioContext | null = null

const isOn = (): boolean => localStorage.getItem(KEY) !== "off"

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the bell is on in this browser, and how to switch it. Switching it on asks for notices of the system too. */
export function useBell(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, isOn)
  const set = (wanted: boolean): void => {
    localStorage.setItem(KEY, wanted ? "on" : "off")
    listeners.forEach((listener) => listener())
    if (!wanted) return
    if ("Notification" in window && Notification.permission === "default") void Notification.requestPermission()
    void ring("word")
  }
  return [on, set]
}

/** Ring once. A browser in which nobody has clicked yet stays silent. */
export async function ring(sound: Sound): Promise<void> {
  if (!isOn() || !("AudioContext" in window)) return
  context ??= new AudioContext()
  if (context.state === "suspended" && !navigator.userActivation?.hasBeenActive) return
  await context.resume()
  let at = context.currentTime
  for (const [pitch, length] of TONES[sound]) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(LOUD, at)
    volume.gain.exponentialRampToValueAtTime(0.001, at + length)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + length)
    at += length
  }
}

/** A notice of the system while the page is in the background; a click on it leads back. */
function tell(title: string, text: string): Notification | null {
  if (!isOn() || !document.hidden || !("Notification" in window) || Notification.permission !== "granted") return null
  try {
    const notice = new Notification(title, { body: text, tag: "saywell" })
    notice.onclick = () => {
      window.focus()
      notice.close()
    }
    return notice
  } catch {
    // Chrome on Android has the constructor, and it throws.
    return null
  }
}

/** Rings while `count` is not 0, anew when it grows: a call again and again, anything else once. */
export function useRinging(sound: Sound, count: number, title: string, text: string): void {
  const before = useRef(0)
  useEffect(() => {
    const more = count > before.current
    before.current = count
    if (count === 0 || !(more || sound === "call")) return
    void ring(sound)
    const notice = tell(title, text)
    const again = sound === "call" ? setInterval(() => void ring(sound), AGAIN) : undefined
    return () => {
      clearInterval(again)
      notice?.close()
    }
    // A change of the words alone is no reason to ring.
  }, [sound, count])
}
