/// Sends webhooks, again when nobody took them. Knows no vendor: what is in them and how they are
/// signed is the vendors' affair. Read [lectern.simulator.webhook.WebhookSender] first.
@NullMarked
package lectern.simulator.webhook;

import org.jspecify.annotations.NullMarked;
