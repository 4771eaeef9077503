package io.relance.adapter.storagejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.receivable.AccountId;
import io.relance.storage.PersonalDataKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keys in a database promise; of each database. */
abstract class KeyBehaviour {
    private static final AccountId DUPONT = AccountId.of("acme", "dupont \u00e9");

    private WatchedSource source;
    private String schema = "";
    private JdbcPersonalDataKeys keys;

    /** A database; its connections may be shared by tests. */
    abstract WatchedSource source();

    @BeforeEach
    void build() {
        source = source();
        schema = Databases.newName();
        keys = JdbcPersonalDataKeys.builder(source).schemaToCreate(schema).build();
    }

    @Test
    void a_key_is_the_same_until_it_is_destroyed_also_for_another_node() {
        byte[] key = keys.keyFor(DUPONT);
        PersonalDataKeys other =
                JdbcPersonalDataKeys.builder(source).schema(schema).build();

        assertThat(key).hasSize(PersonalDataKeys.KEY_LENGTH);
        assertThat(other.keyFor(DUPONT)).isEqualTo(key);
        Arrays.fill(other.keyFor(DUPONT), (byte) 0);
        assertThat(keys.keyFor(DUPONT)).isEqualTo(key);
        assertThat(keys.destroy(AccountId.of("zeta", "dupont \u00e9"))).isFalse();
        assertThat(keys.destroy(DUPONT)).isTrue();
        assertThat(keys.destroy(DUPONT)).isFalse();
        assertThat(other.keyFor(DUPONT)).isNotEqualTo(key).hasSize(PersonalDataKeys.KEY_LENGTH);
    }

    @Test
    void the_keys_of_500_accounts_are_read_by_one_statement_and_all_differ() {
        List<AccountId> accounts = Sample.accounts(500);
        keys.keysFor(accounts.subList(0, 3));
        Map<String, String> first = hex(keys.keysFor(accounts));
        source.forget();

        assertThat(hex(keys.keysFor(accounts))).isEqualTo(first);
        assertThat(source.trips()).hasSize(1);
        assertThat(new HashSet<>(first.values())).hasSize(500);
        assertThatThrownBy(() -> keys.keysFor(Sample.accounts(501))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nodes_that_ask_at_once_get_the_same_keys() throws Exception {
        List<Callable<Map<String, String>>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(() -> hex(keys.keysFor(Sample.accounts(50))));
        }
        Set<Map<String, String>> given = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            for (Future<Map<String, String>> done : threads.invokeAll(all)) {
                given.add(done.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(given).hasSize(1);
    }

    @Test
    void keys_and_store_may_share_a_schema_and_neither_needs_the_other() {
        keys.keyFor(DUPONT);
        JdbcDunningStore store = JdbcDunningStore.builder(source).schema(schema).build();

        assertThat(store.find(List.of(DUPONT))).isEmpty();
        assertThat(JdbcPersonalDataKeys.builder(source).schema(schema).build().destroy(DUPONT))
                .isTrue();
    }

    private static Map<String, String> hex(Map<AccountId, byte[]> keys) {
        Map<String, String> hex = new TreeMap<>();
        keys.forEach(
                (account, key) -> hex.put(account.toString(), HexFormat.of().formatHex(key)));
        return hex;
    }
}
