package io.spillway;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** The system's clock, randomness and threads: defaults of the builders, used by nothing else. */
final class SystemDefaults {

  private static final int TOKEN_BYTES = 32;

  private SystemDefaults() {}

  static InstantSource clock() {
    return InstantSource.system();
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    Random.SECURE.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Executor executor() {
    return ForkJoinPool.commonPool();
  }

  static void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  /** Seeded when the first token is made. */
  private static final class Random {
    static final SecureRandom SECURE = new SecureRandom();
  }
}
