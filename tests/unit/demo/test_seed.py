from besedka.demo import SEED, origins, passwords


def test_every_person_belongs_to_a_department_that_is_seeded_too() -> None:
    known = {department.key for department in SEED.departments}
    assert all(person.departments and set(person.departments) <= known for person in SEED.people)
    assert SEED.inbox.department in known


def test_the_accounts_are_those_that_the_readme_names() -> None:
    accounts = [person.email for person in SEED.people]
    assert accounts == [
        "admin@demo.example",
        "supervisor@demo.example",
        "operator1@demo.example",
        "operator2@demo.example",
        "operator3@demo.example",
        "operator4@demo.example",
    ]


def test_everybody_and_every_department_has_a_name_in_both_languages() -> None:
    named = [*(person.names for person in SEED.people), *(department.names for department in SEED.departments)]
    assert all(set(names) == {"en", "ru"} and all(names.values()) for names in named)


def test_on_loopback_everybody_has_the_known_password() -> None:
    assert set(passwords(loopback=True).values()) == {"demo-demo-demo"}


def test_off_loopback_passwords_are_random_and_everybody_has_an_own_one() -> None:
    first, second = passwords(loopback=False), passwords(loopback=False)
    assert len(set(first.values()) | set(second.values())) == 2 * len(SEED.people)
    assert all(len(password) >= 16 for password in first.values())


def test_the_inbox_admits_both_ports_under_every_name_of_loopback() -> None:
    admitted = origins("127.0.0.1", (8300, 8301))
    assert set(admitted) == {f"http://{name}:{port}" for name in ("127.0.0.1", "localhost") for port in (8300, 8301)}
    assert origins("::1", (8300,)) == ("http://[::1]:8300",)


def test_a_demo_bound_to_every_address_admits_any_origin() -> None:
    assert origins("0.0.0.0", (8300, 8301)) == ("*",)


def test_the_public_address_is_admitted_too() -> None:
    assert "https://chat.example" in origins("10.0.0.5", (8300,), "https://chat.example/")
