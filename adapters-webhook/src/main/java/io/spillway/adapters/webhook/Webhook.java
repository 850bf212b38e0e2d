package io.spillway.adapters.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.wire.Json;
import java.io.IOException;
import java.net.Proxy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Webhook to one receiver: posts JSON {@code {type, timestamp, data}} with the headers of Standard
 * Webhooks.
 *
 * <p>2xx is success. 410 is an opt-out, which is remembered for this URL and these secrets, here
 * and in {@link AlertOptOuts}, until they change. 429, and a 5xx with {@code Retry-After}, are
 * THROTTLED; other 5xx, 408, 425, and a timeout are TRANSIENT; any other response, including a
 * redirect, is PERMANENT. The body of a response is not read. There are no retries here.
 */
final class Webhook {

  private static final String ADAPTER = "webhook";
  private static final int GONE = 410;
  private static final MediaType JSON = MediaType.get("application/json");

  private final WebhookSettings settings;
  private final AlertOptOuts stops;
  private final InstantSource clock;
  private final String channel;
  private volatile @Nullable OkHttpClient client;
  private volatile @Nullable Boolean stopped;
  private volatile @Nullable Failure lastFailure;

  Webhook(WebhookSettings settings, AlertOptOuts stops, InstantSource clock) {
    this.settings = settings;
    this.stops = stops;
    this.clock = clock;
    this.channel = channel(settings);
  }

  /**
   * Posts a message.
   *
   * @param id the message's id, without a dot, which separates the parts of the signed text
   * @param at the time of its cause
   * @return whether it was sent; false if the receiver has opted out
   */
  boolean send(String id, String type, Instant at, ObjectNode data) {
    if (isStopped()) {
      return false;
    }
    try {
      boolean sent = post(request(id, type, at, data));
      lastFailure = null;
      return sent;
    } catch (PortException e) {
      lastFailure = e.failure();
      throw e;
    }
  }

  Health health() {
    if (Boolean.TRUE.equals(stopped)) {
      String detail = "the receiver opted out (410); change its URL or secret to resume";
      return new Health(ADAPTER, Health.State.DEGRADED, detail);
    }
    Failure failure = lastFailure;
    return failure == null
        ? Health.up(ADAPTER)
        : new Health(ADAPTER, Health.State.DEGRADED, failure.code() + ": " + failure.message());
  }

  private boolean post(Request request) {
    int status;
    String retryAfter;
    try (Response response = client().newCall(request).execute()) {
      status = response.code();
      retryAfter = response.header("Retry-After");
    } catch (IOException e) {
      // No cause, because its message may contain the URL.
      throw new PortException(WebhookFailures.ofConnection(e));
    }
    if (status == GONE) {
      stops.stop(channel);
      stopped = true;
      return false;
    }
    if (status < 200 || status >= 300) {
      throw new PortException(WebhookFailures.ofResponse(status, retryAfter, clock.instant()));
    }
    return true;
  }

  private Request request(String id, String type, Instant at, ObjectNode data) {
    ObjectNode body = Json.object().put("type", type).put("timestamp", at.toString());
    body.set("data", data);
    String text = Json.text(body);
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String signed = id + "." + timestamp + "." + text;
    return new Request.Builder()
        .url(settings.url().toString())
        .header("User-Agent", "spillway")
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signatures(signed))
        .post(RequestBody.create(text.getBytes(UTF_8), JSON))
        .build();
  }

  private String signatures(String signed) {
    return settings.secrets().stream()
        .map(secret -> secret.sign(signed))
        .collect(Collectors.joining(" "));
  }

  /**
   * Reads the store once; an opt-out that another process records later is learnt from the next
   * 410.
   */
  private boolean isStopped() {
    Boolean known = stopped;
    if (known == null) {
      known = stops.isStopped(channel);
      stopped = known;
    }
    return known;
  }

  private synchronized OkHttpClient client() {
    OkHttpClient made = client;
    if (made == null) {
      made =
          new OkHttpClient.Builder()
              .followRedirects(false)
              .followSslRedirects(false)
              .retryOnConnectionFailure(false)
              .proxy(Proxy.NO_PROXY)
              .socketFactory(new DirectSockets(settings.privateTargets()))
              .protocols(List.of(Protocol.HTTP_1_1))
              .callTimeout(settings.timeout())
              .build();
      client = made;
    }
    return made;
  }

  /**
   * Derives the channel's name from a hash of the settings, so that changed settings are another
   * channel and the name reveals nothing.
   */
  private static String channel(WebhookSettings settings) {
    String signed = settings.url().toString();
    String name =
        settings.secrets().stream()
            .map(secret -> secret.sign(signed))
            .collect(Collectors.joining(" "));
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
