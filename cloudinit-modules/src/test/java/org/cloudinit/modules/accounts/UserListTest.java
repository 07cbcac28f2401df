package org.cloudinit.modules.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.modules.ModuleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of users and groups. */
class UserListTest {
    private static final String DEFAULTS =
            "system_info: {default_user: {name: bob, groups: [c, a], shell: /bin/zsh, lock: {a: 1}}}\n";

    private static UserList list(String yaml) {
        return UserList.of(ModuleRun.mapping(DEFAULTS + yaml));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "users: [default]; bob",
                "users: default; bob",
                "users: {default: yes}; bob",
                "users: {default: '1'}; bob",
                "users: {default: true, joe: {uid: 1}, no: false, off: 0}; joe bob",
                "users: 'joe, ann,default'; ann joe bob",
                "users: [joe, [ann, al], 'x, y']; joe ann al x y",
                "users: [{name: joe}, {name: joe}, {name: 7}]; joe 7",
                "users: [{uid: 1}]; bob",
                "users: [default, {name: bob}]; bob",
                "user: joe; joe",
                "user: {name: joe}; joe",
                "{user: joe, users: [ann]}; ann joe",
                "{user: joe, users: 'ann'}; ann joe",
                "{user: joe, users: {ann: true}}; ann joe",
                "{user: joe, users: {ann: true, default: false}}; ann",
                "users: []; ''",
                "users: {default: false}; ''",
                "other: 1; ''"
            })
    void everyFormNamesItsUsers(String yaml, String names) {
        UserList list =
                yaml.startsWith("{")
                        ? UserList.of(
                                ModuleRun.mapping(yaml)
                                        .with(
                                                "system_info",
                                                ModuleRun.mapping(DEFAULTS).mapping("system_info")))
                        : list(yaml);
        assertEquals(names, String.join(" ", list.users().keySet()));
        assertEquals(List.of(), list.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users: 7",
                "users: [1]",
                "users: [null]",
                "users: [{name: [a]}]",
                "users: [{name: ''}]",
                "users: {a: [b]}",
                "users: {a: null}",
                "user: [a]",
                "user: 7",
                "groups: 7",
                "groups: [1]",
                "groups: [[a]]",
                "groups: {a: 7}",
                "groups: [{a: {b: c}}]"
            })
    void whatIsOfNoFormIsReported(String yaml) {
        UserList list = list(yaml + "\n");
        assertEquals(1, list.problems().size(), list.problems().toString());
        assertEquals("users.form", list.problems().getFirst().code());
    }

    @Test
    void theDefaultUserIsPutTogetherOfThree() {
        UserList list =
                list(
                        """
                        users:
                          - {name: bob, groups: 'b, a', gecos: own}
                          - {name: default, gecos: asked, uid: 7}
                          - {name: ann, ssh-import-id: [x], ' plain-text-passwd ': p}
                        """);
        assertEquals("bob", list.defaultUser());
        var bob = list.users().get("bob");
        assertEquals("a,b,c", bob.text("groups"));
        assertEquals("own", bob.text("gecos"));
        assertEquals("/bin/zsh", bob.text("shell"));
        assertEquals("7", bob.shown("uid"));
        assertEquals(
                Set.of("name", "ssh_import_id", "plain_text_passwd").size() - 1,
                list.users().get("ann").size());
        assertEquals("p", list.users().get("ann").text("plain_text_passwd"));
    }

    @Test
    void withoutADistributionsUserThereIsNone() {
        UserList list = UserList.of(ModuleRun.mapping("users: [default, joe]"));
        assertEquals(Set.of("joe"), list.users().keySet());
        assertNull(list.defaultUser());
        UserList nameless =
                UserList.of(
                        ModuleRun.mapping(
                                "{system_info: {default_user: {uid: 1}}, users: default}"));
        assertEquals(1, nameless.problems().size());
    }

    @Test
    void groupsHaveMembers() {
        Map<String, List<String>> wanted =
                Map.of("a", List.of(), "b", List.of("x", "y"), "c", List.of("z"));
        assertEquals(wanted, list("groups: [a, {b: [y, x]}, {b: x}, {c: z}]").groups());
        assertEquals(wanted, list("groups: {a: null, b: 'y, x', c: [z]}").groups());
        assertEquals(Set.of("a", "b"), list("groups: 'a, b'").groups().keySet());
    }
}
