// Signs of the chat page, drawn here; none says anything that a text beside it does not.

import type { ReactNode } from "react"

function Icon({ size = 20, fill = false, children }: { size?: number; fill?: boolean; children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={fill ? "currentcolor" : "none"}
      stroke="currentcolor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const SendIcon = () => (
  <Icon>
    <path d="M4.500 5.500 20 12 4.500 18.500l1.800-6.500z" />
    <path d="M6.300 12H12" />
  </Icon>
)

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
)

export const EndIcon = () => (
  <Icon>
    <path d="M14 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7" />
    <path d="M10.500 12H20m-3.500-3.500L20 12l-3.500 3.500" />
  </Icon>
)

export const StarIcon = ({ on }: { on: boolean }) => (
  <Icon size={34} fill={on}>
    <path d="m12 3.600 2.600 5.300 5.800.8-4.200 4.100 1 5.800-5.200-2.800-5.200 2.800 1-5.800-4.200-4.100 5.800-.8z" />
  </Icon>
)

export const DoneIcon = () => (
  <Icon size={40}>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.300 2.800 2.800L16 9.800" />
  </Icon>
)

export const MoonIcon = () => (
  <Icon size={40}>
    <path d="M19.500 14.200A8 8 0 0 1 9.800 4.500a8 8 0 1 0 9.700 9.700z" />
  </Icon>
)
