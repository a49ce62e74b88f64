// Colours of both appearances. Every pair of text on ground that the pages use has a contrast of 4.5 or more.

import { theme as antd, type ThemeConfig } from "antd"

export type Appearance = "light" | "dark"

const LIGHT = {
  ground: "#f1f4f6",
  panel: "#ffffff",
  raised: "#f6f8f9",
  line: "#dde3e8",
  "line-strong": "#b9c3cb",
  text: "#16212b",
  "text-2": "#465460",
  "text-3": "#5d6a76",
  accent: "#0f5f73",
  "accent-solid": "#0f5f73",
  "accent-soft": "#e1f0f3",
  "accent-line": "#9cc8d3",
  red: "#ab231c",
  "red-solid": "#b3261e",
  "red-soft": "#fdeceb",
  "red-line": "#efb3ae",
  amber: "#7d4b00",
  "amber-solid": "#c77700",
  "amber-soft": "#fff4de",
  "amber-line": "#e8c27a",
  green: "#17623a",
  "green-solid": "#1f8a52",
  "green-soft": "#e5f5ec",
  "green-line": "#a5d6bb",
  note: "#27569b",
  "note-solid": "#3b73c4",
  "note-soft": "#e9f1fc",
  "note-line": "#b3cdf0",
  shadow: "0 1px 2px rgb(16 32 44 / 6%)",
}

const DARK: typeof LIGHT = {
  ground: "#0e1316",
  panel: "#161c20",
  raised: "#1d252a",
  line: "#2a343b",
  "line-strong": "#46535c",
  text: "#e7ecef",
  "text-2": "#b6c1c9",
  "text-3": "#93a1ab",
  accent: "#6cc4d7",
  "accent-solid": "#177489",
  "accent-soft": "#12303a",
  "accent-line": "#2b6271",
  red: "#ff958c",
  "red-solid": "#c93a31",
  "red-soft": "#391816",
  "red-line": "#70302b",
  amber: "#f0b95f",
  "amber-solid": "#d48a18",
  "amber-soft": "#33260f",
  "amber-line": "#6b501e",
  green: "#76d09a",
  "green-solid": "#2c9a5f",
  "green-soft": "#122d1e",
  "green-line": "#2b6243",
  note: "#90baf6",
  "note-solid": "#4b83d3",
  "note-soft": "#152640",
  "note-line": "#2d4c78",
  shadow: "none",
}

/** Faces by script: a Han character looks different in Simplified and Traditional text. */
const LATIN = '"Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", Arial'
export const FACES: Record<string, string> = {
  "zh-Hans": `${LATIN}, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif`,
  "zh-Hant": `${LATIN}, "PingFang HK", "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK HK", "Noto Sans CJK TC", sans-serif`,
  en: `${LATIN}, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`,
}

/** Put the colours and the language on the page, where the style sheets read them. */
export function dress(appearance: Appearance, locale: string): void {
  const root = document.documentElement
  for (const [name, value] of Object.entries(appearance === "dark" ? DARK : LIGHT)) {
    root.style.setProperty(`--${name}`, value)
  }
  root.style.colorScheme = appearance
  root.dataset.appearance = appearance
  root.lang = locale
}

/** The same colours for Ant Design; `reduced`: nothing moves. */
export function antTheme(appearance: Appearance, locale: string, reduced: boolean): ThemeConfig {
  const colour = appearance === "dark" ? DARK : LIGHT
  const base = appearance === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm
  return {
    algorithm: [base, antd.compactAlgorithm],
    token: {
      colorPrimary: colour["accent-solid"],
      colorInfo: colour["note-solid"],
      colorError: colour["red-solid"],
      colorWarning: colour["amber-solid"],
      colorSuccess: colour["green-solid"],
      colorLink: colour.accent,
      colorBgLayout: colour.ground,
      colorBgContainer: colour.panel,
      colorBgElevated: appearance === "dark" ? colour.raised : colour.panel,
      colorText: colour.text,
      colorTextSecondary: colour["text-2"],
      colorTextTertiary: colour["text-3"],
      colorTextDescription: colour["text-3"],
      colorTextPlaceholder: colour["text-3"],
      colorBorder: colour["line-strong"],
      colorBorderSecondary: colour.line,
      borderRadius: 6,
      // What would wait for the end of a movement that the style sheet forbids would never close.
      motion: !reduced,
      // What waits stays readable.
      opacityLoading: 1,
      // The compact algorithm takes the next smaller size: 14 px.
      fontSize: 16,
      controlHeight: 30,
      controlHeightSM: 25,
      controlHeightLG: 36,
      fontFamily: FACES[locale] ?? FACES.en!,
    },
    components: {
      Button: {
        primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", contentFontSizeSM: 13,
        // The ground of a main button is too dark for words on a dark page.
        defaultHoverColor: colour.accent, defaultHoverBorderColor: colour.accent,
        defaultActiveColor: colour.accent, defaultActiveBorderColor: colour.accent,
      },
      Segmented: { trackBg: colour.raised, itemColor: colour["text-2"], itemSelectedColor: colour.text },
      Tooltip: { colorBgSpotlight: appearance === "dark" ? "#2c363d" : "#24313c" },
    },
  }
}
