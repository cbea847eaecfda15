import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { useKeyboardHelp } from './use-keyboard-help.tsx'

export function SettingsPage() {
  const { openHelp, help } = useKeyboardHelp()
  return (
    <>
      <SettingsScreen onShowKeys={openHelp} />
      {help}
    </>
  )
}
