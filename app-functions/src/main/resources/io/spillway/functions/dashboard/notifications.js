// Placeholder
export function notificationsPage() {}
