package io.spillway.cosmos.testserver;

/**
 * Simple model of request units: 1 per KB read by id, 5 per KB written or deleted, 2.3 plus 0.5 per
 * KB for a query, 2 plus 0.5 per KB for a page of the change feed, 1 for a failed lookup. Azure's
 * charges depend on index and policy; the counts of requests are exact, the units are for
 * comparison.
 */
final class Charges {
  static final double METADATA = 1;
  static final double IN_VAIN = 1;

  private Charges() {}

  static double read(int bytes) {
    return kilobytes(bytes);
  }

  static double write(int bytes) {
    return 5 * kilobytes(bytes);
  }

  static double query(int bytesReturned) {
    return 2.3 + 0.5 * bytesReturned / 1024;
  }

  static double changeFeed(int bytesReturned) {
    return 2 + 0.5 * bytesReturned / 1024;
  }

  static double failure(int status) {
    return status == 404 || status == 409 || status == 412 ? IN_VAIN : 0;
  }

  private static double kilobytes(int bytes) {
    return Math.max(1, Math.ceil(bytes / 1024.0));
  }
}
