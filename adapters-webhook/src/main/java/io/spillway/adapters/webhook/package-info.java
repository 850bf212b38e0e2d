/**
 * Alerts as outbound webhooks, in the form of the Standard Webhooks specification. {@link
 * io.spillway.adapters.webhook.WebhookAlertChannel} is what there is to use.
 */
@NullMarked
package io.spillway.adapters.webhook;

import org.jspecify.annotations.NullMarked;
