/** A picture has come, a run of models is over, one of them failed. */
export type SoundName = 'picture' | 'finished' | 'failed'

/** What a browser takes for a person's own act. */
const PRESSES = ['pointerup', 'keydown'] as const

interface Tone {
  /** Hertz. */
  readonly pitch: number
  /** Seconds after the beginning, and for how long it fades. */
  readonly at: number
  readonly lasts: number
}

/** Quiet, since nobody waits for them with a hand at the volume. */
const LOUDNESS = 0.06
const ATTACK_SECONDS = 0.01
/** Fading to nothing is not defined for exponential ramps. */
const SILENCE = 0.0001

const TONES: Readonly<Record<SoundName, readonly Tone[]>> = {
  picture: [{ pitch: 1320, at: 0, lasts: 0.07 }],
  finished: [
    { pitch: 523.25, at: 0, lasts: 0.5 },
    { pitch: 659.25, at: 0.06, lasts: 0.5 },
    { pitch: 783.99, at: 0.12, lasts: 0.6 },
  ],
  failed: [{ pitch: 165, at: 0, lasts: 0.35 }],
}

export interface Sounds {
  /** Silent where the browser does not allow it before a press in the page. */
  readonly play: (name: SoundName) => Promise<void>
}

/** Sounds of a few tones, made when they are heard: there is no file to load. */
export function createSounds(makeContext: () => AudioContext): Sounds {
  let context: AudioContext | undefined
  if (navigator.userActivation?.hasBeenActive) unlock()
  else for (const press of PRESSES) addEventListener(press, unlock, { capture: true })
  return {
    async play(name) {
      if (context === undefined) return
      if (context.state === 'suspended') await context.resume()
      for (const tone of TONES[name]) playTone(context, tone)
    },
  }

  /** WebKit lets a context sound only where it was made, or resumed, by a press; before one others only warn. */
  function unlock() {
    for (const press of PRESSES) removeEventListener(press, unlock, { capture: true })
    context ??= makeContext()
  }
}

function playTone(context: AudioContext, { pitch, at, lasts }: Tone): void {
  const begin = context.currentTime + at
  const [oscillator, gain] = [context.createOscillator(), context.createGain()]
  oscillator.type = 'sine'
  oscillator.frequency.value = pitch
  gain.gain.setValueAtTime(SILENCE, begin)
  gain.gain.exponentialRampToValueAtTime(LOUDNESS, begin + ATTACK_SECONDS)
  gain.gain.exponentialRampToValueAtTime(SILENCE, begin + lasts)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(begin)
  oscillator.stop(begin + lasts)
}
