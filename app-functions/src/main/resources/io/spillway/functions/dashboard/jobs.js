// Placeholder
export function jobs() {}
