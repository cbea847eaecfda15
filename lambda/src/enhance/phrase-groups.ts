/** Phrases that say one thing about a picture, of which a prompt gets one at most. */
export interface PhraseGroup {
  /** Each fits between commas, suits any subject, and has one of the group's words in it. */
  readonly phrases: readonly [string, ...string[]]
  /** A prompt with one of these has said it itself. Lower case, singular, two words joined: `goldenhour`. */
  readonly words: ReadonlySet<string>
}

const wordsOf = (text: string) => new Set(text.trim().split(/\s+/))

const MEDIUM: PhraseGroup = {
  phrases: [
    'watercolour on textured paper',
    'oil painting with visible brushwork',
    'charcoal and pastel on rough paper',
    'gouache in flat opaque layers',
    'ink drawing with a loose wash',
    'soft pastel on toned paper',
    '35mm film photograph',
    'large-format photograph',
    'coloured pencil drawing',
    'linocut print with bold cuts',
    'acrylic painting on canvas',
    'storybook illustration in ink and watercolour',
    'woodblock print on handmade paper',
    'vintage travel poster',
  ],
  words: wordsOf(`
    watercolour watercolor aquarelle oils oilpaint oilcolour gouache acrylic tempera fresco canvas paint painting painter
    brushwork brushstroke charcoal crayon chalk pencil pastel ink drawing drawn sketch doodle illustration illustrate
    etching engraving lithograph woodcut woodblock linocut print poster stencil silhouette photo photograph photographic
    photography photorealistic photorealism polaroid daguerreotype film cinematic camera lens dslr 35mm bokeh render rendering
    3d cgi voxel octane unreal anime manga comic cartoon caricature pixelart pixel vector lineart flatdesign collage mosaic
    stainedglass tapestry embroidery origami papercut claymation clay sculpture statue statuette relief ceramic porcelain
    graffiti mural icon logo sticker blueprint diagram art artwork style stylized styled impressionist impressionism
    expressionist expressionism cubist cubism surrealist surrealism ukiyo baroque`),
}

const LIGHT: PhraseGroup = {
  phrases: [
    'soft morning light from the side',
    'warm late-afternoon light',
    'low sun and long shadows',
    'golden light from one side',
    'cool even light',
    'backlight with a bright rim',
    'clear light and crisp shadows',
    'gentle light from above',
    'soft silvery light',
    'warm light against cool shadows',
    'hazy light with soft edges',
    'dramatic light out of deep shadow',
    'pale early light',
    'glowing evening light',
  ],
  words: wordsOf(`
    light lighting lit backlit backlight backlighting sunlit sunlight sun sunny sunbeam sunset sunrise sundown moonlit
    moonlight moonlit moon starlight starlit starry candlelight candlelit candle lamp lamplight lantern torch torchlight
    firelight fire bonfire campfire neon glow glowing luminous luminescent bioluminescent shine radiant beam spotlight
    floodlight flash shadow shade shady dark darkness dim gloom gloomy bright chiaroscuro goldenhour bluehour dawn daybreak
    dusk twilight nightfall night nighttime midnight noon midday morning afternoon evening daylight daytime overcast fog foggy
    mist misty haze hazy storm stormy thunderstorm lightning aurora eclipse silhouette`),
}

const COMPOSITION: PhraseGroup = {
  phrases: [
    'wide view with low horizon',
    'seen from slightly below eye level',
    'seen from slightly above eye level',
    'balanced composition with open space around the subject',
    'subject placed off centre',
    'symmetrical composition',
    'close view with a simple background',
    'view from a little distance',
    'strong diagonal composition',
    'framed by darker shapes at the edges',
    'clear silhouette against a plain background',
    'foreground and distance in clear layers',
    'calm composition with few elements',
    'intimate view at eye level',
  ],
  words: wordsOf(`
    view viewed viewpoint vantage seen closeup close macro wide wideangle fisheye telephoto panorama panoramic aerial drone
    overhead topdown birdseye wormseye fromabove frombelow angle perspective isometric portrait headshot bust halflength
    fulllength fullbody selfie shot framed framing frame composition composed symmetry symmetrical symmetric centre center
    centred centered offcentre offcenter horizon foreground background backdrop silhouette diagonal negativespace
    depthoffield depth panel split crosssection pattern seamless tileable`),
}

const DETAIL: PhraseGroup = {
  phrases: [
    'fine detail in the foreground',
    'rich surface texture',
    'crisp edges and quiet surroundings',
    'muted palette with one warm accent',
    'restrained palette of a few colours',
    'delicate small details',
    'subtle grain',
    'harmonious colours',
    'tactile texture in every surface',
    'fine gradations of tone',
    'deep saturated colours',
    'carefully observed details',
    'softly faded colours',
    'intricate detail where the eye rests',
  ],
  words: wordsOf(`
    detail intricate elaborate ornate texture grain grainy crisp sharp sharpness blurry blur outline gradation gradient tone
    tonal palette colour color colourful colorful colouring coloring saturated desaturated muted faded vivid vibrant pastel
    monochrome monochromatic grayscale greyscale blackandwhite sepia duotone accent minimal minimalist minimalism simple
    smooth glossy matte 4k 8k hdr uhd highresolution hyperrealistic hyperdetailed ultradetailed realistic realism`),
}

/** In the order in which they are appended. */
export const PHRASE_GROUPS: readonly PhraseGroup[] = [MEDIUM, LIGHT, COMPOSITION, DETAIL]
