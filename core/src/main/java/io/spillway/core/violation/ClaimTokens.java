package io.spillway.core.violation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.core.Hash;
import io.spillway.ports.violation.Claim;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A claim's token is known to its holder alone; what is stored is its hash. */
final class ClaimTokens {

  private ClaimTokens() {}

  /** Whether the token is this claim's. Takes as long for each wrong one. */
  static boolean isOf(@Nullable Claim claim, @Nullable String token) {
    return claim != null
        && token != null
        && MessageDigest.isEqual(Hash.of(token).getBytes(UTF_8), claim.tokenHash().getBytes(UTF_8));
  }
}
