package org.cloudinit.api.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateVariablesTest {
    @ParameterizedTest
    @CsvSource({
        "local-hostname, local_hostname",
        "v1.0, v1_0",
        "a--b, a__b",
        "a//b, a_b",
        "a**b==c, a_b_c",
        "a!b, a!b",
        "a!=b, a_b",
        "plain, plain"
    })
    void operatorsBecomeUnderscores(String name, String alias) {
        assertEquals(alias, TemplateVariables.alias(name));
    }

    @Test
    void standardKeysStandAtTheTopToo() {
        Mapping v1 = Mapping.builder().put("cloud-name", "x").put("region", "y").build();
        Mapping variables = TemplateVariables.of(Mapping.builder().put("v1", v1).build());
        assertEquals("x", variables.text("cloud_name"));
        assertEquals("y", variables.text("region"));
        assertEquals("x", variables.mapping("v1").text("cloud-name"));
    }

    @Test
    void aLaterKeyOfTheSameNameWins() {
        Mapping v1 = Mapping.builder().put("region", "of v1").put("zone", "of v1").build();
        Mapping data =
                Mapping.builder().put("zone", "own").put("v1", v1).put("region", "own").build();
        Mapping variables = TemplateVariables.of(data);
        assertEquals("of v1", variables.text("region"));
        assertEquals("own", variables.text("zone"));
    }

    @Test
    void statedKeysAreDecoded() {
        Mapping data =
                Mapping.builder()
                        .put("text", "aGVsbG8=")
                        .put("bytes", "//8=")
                        .put("other", "aGVsbG8=")
                        .build();
        Mapping variables = TemplateVariables.of(data, List.of("text", "bytes"), false);
        assertEquals("hello", variables.text("text"));
        assertEquals("aGVsbG8=", variables.text("other"));
        assertEquals(Scalar.Binary.class, variables.get("bytes").getClass());
    }

    @Test
    void keysAreInTheOrderOfTheirCodePoints() {
        Mapping data =
                Mapping.builder()
                        .put("b", 1)
                        .put("\ufb01", 2)
                        .put("\ud83d\ude00", 3)
                        .put("B", 4)
                        .put("a", 5)
                        .build();
        var names = new ArrayList<String>();
        for (Scalar key : TemplateVariables.of(data).keys()) {
            names.add(key.display());
        }
        assertEquals(List.of("B", "a", "b", "\ufb01", "\ud83d\ude00"), names);
    }
}
