package io.spillway.functions.violations;

import io.spillway.core.violation.AuditExport;
import io.spillway.core.violation.BulkReview;
import io.spillway.core.violation.Strikes;
import io.spillway.core.violation.ViolationClaims;
import io.spillway.functions.Adapters;
import java.security.SecureRandom;
import java.util.Base64;

/** What moderators work with beside single decisions. */
public record ReviewDesk(ViolationClaims claims, BulkReview bulk, AuditExport audit) {

  private static final int TOKEN_BYTES = 32;

  /**
   * On one set of adapters.
   *
   * @param strikes of authors
   */
  public static ReviewDesk on(Adapters adapters, Strikes strikes) {
    SecureRandom random = new SecureRandom();
    return new ReviewDesk(
        new ViolationClaims(
            adapters.violations(), strikes, adapters.clock(), () -> newToken(random)),
        new BulkReview(adapters.messages(), adapters.violations(), adapters.clock()),
        new AuditExport(adapters.violations()));
  }

  private static String newToken(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
