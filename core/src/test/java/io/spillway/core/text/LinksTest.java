package io.spillway.core.text;

import static io.spillway.ports.policy.LinkStrictness.LENIENT;
import static io.spillway.ports.policy.LinkStrictness.STANDARD;
import static io.spillway.ports.policy.LinkStrictness.STRICT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.LinkRule;
import io.spillway.ports.policy.LinkStrictness;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

  private static final Set<String> ALLOWED = Set.of("good.example", "bücher.example");

  /** Returns the links as written, separated by spaces. */
  private static String find(String text, LinkStrictness strictness) {
    FoldedText folded = FoldedText.of(text);
    LinkRule rule = new LinkRule(1, ALLOWED, strictness);
    String found =
        Links.find(folded, rule).stream()
            .map(link -> text.substring(link.start(), link.end()))
            .collect(joining(" "));
    assertThat(Links.hasExternalLink(folded, rule)).isEqualTo(!found.isEmpty());
    return found;
  }

  private static void assertLink(String text) {
    assertThat(find(text, STANDARD)).as(text).isNotEmpty();
  }

  private static void assertNoLink(String text) {
    assertThat(find(text, STANDARD)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bad.example",
        "hxxps://bad.example/x",
        "hxxps[:]//bad[.]example/x",
        "ftp://bad.example/x",
        "steam://connect/192.0.2.1",
        "https:/bad.example",
        "https:\\\\bad.example",
        "HTTPS://BAD.EXAMPLE",
        "ｈｔｔｐｓ：／／ｂａｄ．ｅｘａｍｐｌｅ",
        "//bad.example/x",
        "[here](https://bad.example/x)",
        "http://localhost:8080",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://[::1]/x",
        "http://%62ad.example",
        "https://good.example%2ebad.example",
      })
  void a_scheme_or_slashes_with_a_host_are_a_link_at_every_strictness(String text) {
    for (LinkStrictness strictness : LinkStrictness.values()) {
      assertThat(find(text, strictness)).as("%s", strictness).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.bad.example",
        "bad.com:443/win",
        "bad.com:8080",
        "play.zorblax.net:25565",
        "192.0.2.1:25565",
        "192.0.2.1/win",
        "bad.example/win",
        "T.me/zorblax",
        "zorblax.gg/abc",
        "zorblax·gg/abc",
        "zorblax.rs:8080/x",
        "youtu.be/abc",
      })
  void a_host_with_a_port_or_a_path_is_a_link_at_every_strictness(String text) {
    for (LinkStrictness strictness : LinkStrictness.values()) {
      assertThat(find(text, strictness)).as("%s", strictness).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com", "net", "ru", "tv", "de", "it", "me", "co", "ai", "io", "gg", "app", "dev", "live",
        "top", "zip", "online", "shop", "link", "click", "xyz", "co.uk", "com.br"
      })
  void a_bare_name_with_a_listed_top_level_domain_is_a_link(String ending) {
    assertLink("zorblax." + ending);
    assertLink("ZORBLAX." + ending.toUpperCase(Locale.ROOT));
    assertLink("free skins at zorblax." + ending);
    assertThat(find("zorblax." + ending, LENIENT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"my mc.zorblax.gg now", "get free-skins.gg now"})
  void a_name_with_several_parts_is_a_link_among_words(String text) {
    assertLink(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad com",
        "bad.",
        ".com",
        "zorblax.unlisted",
        "zorblax.unlisted/x",
        "a..com",
        "bad.com1"
      })
  void a_name_without_a_listed_top_level_domain_is_no_link(String text) {
    assertThat(find(text, STRICT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad。com",
        "bad．com",
        "bad․com",
        "bad·com",
        "bad‧com",
        "bad・com",
        "bad•com",
        "bad\u200B.com",
        "b\u00ADad.c\u200Dom",
        "bad[.]com",
        "bad [.] com",
        "bad(.)com",
        "bad{.}com",
        "bad(dot)com",
        "bad [dot] com",
        "zorblax(dot)live",
        "zorblax dot com",
        "zorblax DOT gg",
        "zorblax punto com",
        "zorblax . com",
        "zorblax .com",
        "go to zorblax. com",
        "bad.cоm",
        "bad.сом",
        "ᴢᴏʀʙʟᴀx.ᴄᴏᴍ",
        "🅑🅐🅓.com",
        "bücher.com",
        "сайт.рф",
        "看bad.com吧",
        "bad.com에서",
      })
  void disguised_dots_and_letters_are_read_as_what_they_stand_for(String text) {
    assertLink(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "join:bad.com",
        "bad.com.",
        "bad.com!!!",
        "bad.com?",
        "(bad.com)",
        "one,bad.com,two",
        "**bad.com**",
        "_bad.com_",
        "||bad.com||",
        "bad.com😀",
        "bad.com.thanks",
      })
  void signs_around_a_name_are_not_part_of_it(String text) {
    assertThat(find(text, STANDARD)).isEqualTo("bad.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "well done.gg everyone",
        "he was here.online games next",
        "nice try.top play",
        "i was sleeping.it was late",
        "sooo good.so so good",
        "i ate pizza.it is great",
        "what a goal.football is life",
        "that was zorblaxing.My bad",
        "he is zorblaxed.live with it",
        "wait.what.no",
        "the end.fr",
        "hello.world",
        "gg.wp",
        "well played.gg/wp",
        "omg..what",
        "no...com on",
        "там.то",
        "привет.то да",
        "thanks。nice",
        "polka dot top",
        "the dot com bubble",
        "we won . net win",
        "look (.) it is",
      })
  void a_missing_space_after_a_full_stop_is_no_link(String text) {
    assertNoLink(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open Main.java/Test.java",
        "main.rs/lib.rs",
        "readme.md",
        "look in parser.py please",
        "see main.rs:42",
        "upload the mods.zip file",
        "c:\\users\\ann",
        "and/or, w/o, 24/7, n/a",
        "him.her/them, she.her",
        "D.Va main here",
        "D.Va/Ana",
        "e.g./i.e., a.k.a., U.S.A",
        "I use ASP.NET and VB.NET",
        "Socket.io or agar.io",
        "we use Zorblax.io at work",
        "1:15:20 and 12.30.pm",
        "v1.2.3, 2.0.dev, 1.2.3.4",
        "5.99 us, 3.50",
        "ada@bad.com",
        "ada.l@bad.com and @ann.live",
        ":// and :/ and //",
        "Iran.🇮🇷",
        "youtu.be",
      })
  void files_products_times_versions_and_mails_are_no_links(String text) {
    assertNoLink(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "well done.gg everyone",
        "hello.world",
        "readme.md",
        "1.2.3.4",
        "ASP.NET",
        "youtu.be",
        "nice try.top play",
        "D.Va"
      })
  void every_bare_name_is_a_link_if_the_rule_is_strict(String text) {
    assertThat(find(text, STRICT)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"visit late.online", "join our.club", "my website best.win"})
  void an_ordinary_name_is_a_link_where_the_word_before_it_says_so(String text) {
    assertLink(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good.example",
        "https://good.example:443/x?y=bad.com",
        "https://www.good.example/a",
        "Good.Example/x",
        "www.good.example",
        "good[.]example/x",
        "https://good.example.",
        "https://ada@good.example/",
        "https://good.example。很好",
        "BÜCHER.example",
        "//good.example/x",
      })
  void an_allowed_host_and_its_subdomains_are_no_external_links(String text) {
    assertNoLink(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good.example.bad.example",
        "https://good.example@bad.example",
        "https://good.example:x@bad.example:80/",
        "notgood.example/x",
        "https://good-example",
        "https://xgood.example",
        "good.example/x bad.com",
        "https://good.example,https://bad.example",
        "https://good.exаmple",
        "bucher.example/x",
        "https://bad.example/?good.example",
        "https://bad.example#.good.example",
      })
  void a_host_that_only_resembles_an_allowed_one_is_external(String text) {
    assertLink(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "see https://bad.example/Win?a=1, ok > https://bad.example/Win?a=1",
        "see Bad[.]COM/x. > Bad[.]COM/x",
        "see 🎉 ｂａｄ．com! > ｂａｄ．com",
        "see zorblax dot com now > zorblax dot com",
        "bad.com and bad.tv:80/x > bad.com bad.tv:80/x",
        "a\u0301 b\u200Bad.com > b\u200Bad.com",
        "see  bad.com > bad.com",
        "hxxp://bad.example. > hxxp://bad.example",
      })
  void a_link_covers_the_text_as_written(String text, String links) {
    assertThat(find(text, STANDARD)).isEqualTo(links);
  }

  @Test
  void a_link_displayed_reversed_is_found() {
    String text = "see \u202Emoc.dab\u202C ok";
    assertThat(find(text, STANDARD)).isEqualTo("moc.dab");
  }

  @ParameterizedTest
  @CsvSource({
    "com, true",
    "co.uk, true",
    "com.br, true",
    "example.com, false",
    "youtube.com, false",
    "co.youtube, false",
    "bbc.co.uk, false",
    "me.uk, true"
  })
  void a_host_under_which_anyone_can_register_is_a_public_suffix(String host, boolean is) {
    assertThat(Links.isPublicSuffix(host)).isEqualTo(is);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.",
        "a.a",
        ".",
        "a.gg/gg/",
        "(dot)",
        "(dot",
        "a (dot) ",
        " dot ",
        "a dot ",
        "http://",
        "http:/",
        "//a.b",
        "/",
        "A.IO ",
        "A.NET ",
        "%2e",
        "@a.com",
        "a .",
        "a . ",
        "[.]",
        "a[",
        ":",
        "x.com,",
        "·",
        "a·",
        "好。",
        "http://[",
        "http://[a"
      })
  void reading_is_linear_in_the_length_of_any_text(String part) {
    FoldedText text = FoldedText.of(part.repeat(200_000 / part.length()));
    for (LinkStrictness strictness : LinkStrictness.values()) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> Links.find(text, new LinkRule(1, ALLOWED, strictness)));
    }
  }

  @Test
  void any_text_can_be_read() {
    Random random = new Random(11);
    String[] parts = {
      "bad", ".com", ".", " ", "://", "/", "[", "]", "(dot)", " dot ", "@", "%", "%2e", ":80", "。",
      "\u202E", "\u200B", "é", "🎉", "𝓫", "gg", "\\", "-", "_", "xn--", "İ", "ß", "\uD800", "看"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      for (LinkStrictness strictness : LinkStrictness.values()) {
        find(text.toString(), strictness);
      }
    }
  }
}
