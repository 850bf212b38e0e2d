package io.spillway.core.violation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.core.Hash;
import io.spillway.ports.violation.Claim;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Comparison of claim tokens with stored hashes. Only the holder has the token. */
final class ClaimTokens {

  private ClaimTokens() {}

  /** Returns whether a token is a claim's. Compares in constant time. */
  static boolean isOf(@Nullable Claim claim, @Nullable String token) {
    return claim != null
        && token != null
        && MessageDigest.isEqual(Hash.of(token).getBytes(UTF_8), claim.tokenHash().getBytes(UTF_8));
  }
}
