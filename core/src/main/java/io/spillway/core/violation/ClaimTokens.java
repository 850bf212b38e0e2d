package io.spillway.core.violation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.violation.Claim;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A claim's token is known to its holder alone; what is stored is its hash. */
final class ClaimTokens {

  private ClaimTokens() {}

  static String hash(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether the token is this claim's. Takes as long for each wrong one. */
  static boolean isOf(@Nullable Claim claim, @Nullable String token) {
    return claim != null
        && token != null
        && MessageDigest.isEqual(hash(token).getBytes(UTF_8), claim.tokenHash().getBytes(UTF_8));
  }
}
