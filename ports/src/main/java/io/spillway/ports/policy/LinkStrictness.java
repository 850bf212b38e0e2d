package io.spillway.ports.policy;

/**
 * Strictness in telling addresses from sentences, which have a dot too.
 *
 * <p>Links at every strictness: a scheme with a host ({@code https://}, {@code hxxp://}, {@code
 * ftp://}, also with a slash too few), {@code //} or {@code www.} with a host, and a host with a
 * port or a path ({@code example.com:8080}, {@code example.gg/abc}, {@code 192.0.2.1:25565}). A dot
 * may be of another script or spelled ({@code example[.]com}, {@code example dot com}). E-mail
 * addresses and mentions ({@code @name}) are no links. The levels differ in bare names.
 */
public enum LinkStrictness {
  /** No bare name is a link: for streams on which names of sites are everyday talk. */
  LENIENT,
  /**
   * A bare name is a link if its top-level domain exists, unless it reads as a missing space
   * ({@code well played.gg everyone}), a file name ({@code open main.rs}), a product ({@code
   * ASP.NET}), a version or an abbreviation. A top-level domain that is no word ({@code com},
   * {@code ru}) always makes a link.
   */
  STANDARD,
  /** Every bare name with an existing top-level domain is a link, and every IPv4 address. */
  STRICT
}
