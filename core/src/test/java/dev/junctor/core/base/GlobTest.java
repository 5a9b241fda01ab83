package dev.junctor.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "acme/one, acme/one, true",
        "acme/one, acme/one-2, false",
        "acme/*, acme/one, true",
        "ACME/*, acme/one, true",
        "*, acme/one, true",
        "*/one, acme/one, true",
        "*one*, acme/one-2, true",
        "a*b*c, aXbXbc, true",
        "a*b*c, aXbXbd, false",
        "acme/one.5, acme/oneX5, false",
        "acme/one**, acme/one, true",
    })
    void fitsTheWholeText(String pattern, String text, boolean fits) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(fits);
    }
}
