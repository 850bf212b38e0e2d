/**
 * Outbound webhooks for alerts, according to the Standard Webhooks specification. {@link
 * io.spillway.adapters.webhook.WebhookAlertChannel} is the entry point.
 */
@NullMarked
package io.spillway.adapters.webhook;

import org.jspecify.annotations.NullMarked;
