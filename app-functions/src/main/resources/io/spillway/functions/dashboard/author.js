// Placeholder
export function author() {}
