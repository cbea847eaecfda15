import { HistoryPanel } from './history-panel.tsx'
import { TemplatesPanel } from './templates-panel.tsx'

interface IdeasPanelProps {
  readonly name: 'history' | 'templates'
  readonly onClose: () => void
}

/** What a button beside the box has opened. */
export function IdeasPanel({ name, onClose }: IdeasPanelProps) {
  return name === 'history' ? <HistoryPanel onClose={onClose} /> : <TemplatesPanel onClose={onClose} />
}
