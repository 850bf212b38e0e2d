package io.spillway.wire.source;

import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.SourceRequest;
import io.spillway.testing.HmacSha256;
import java.util.Map;

/** Requests of Twitch EventSub, signed as its documentation says. */
final class TwitchRequests {

  static final String SECRET = "a-secret-for-tests";
  static final String ID = "8d1f4a52-0c55-4c6e-9a1e-7b1d2f1f9f10";
  static final String TIMESTAMP = "2026-11-23T17:59:30.123456789Z";

  private TwitchRequests() {}

  static SourceRequest notification(String body) {
    return request("notification", TIMESTAMP, SECRET, body);
  }

  static SourceRequest request(String type, String timestamp, String secret, String body) {
    return new SourceRequest(
        Map.of(
            "Twitch-Eventsub-Message-Id", ID,
            "Twitch-Eventsub-Message-Retry", "0",
            "Twitch-Eventsub-Message-Type", type,
            "Twitch-Eventsub-Message-Timestamp", timestamp,
            "Twitch-Eventsub-Message-Signature",
                "sha256=" + HmacSha256.hex(secret, ID + timestamp + body)),
        Payload.of(body));
  }

  /** Returns the body of a notification. */
  static String body(String type, String event) {
    return """
        {"subscription":{"id":"5c1e0d0b-1","type":"%s","version":"1","status":"enabled","cost":0,
        "condition":{"broadcaster_user_id":"1001"},
        "transport":{"method":"webhook","callback":"https://chat.example.org/api/sources/twitch"},
        "created_at":"2026-11-01T08:00:00.634234626Z"},
        "event":{%s}}"""
        .formatted(type, event);
  }
}
