// A JSON value: what methods read and what they answer. Objects keep the order in which members are added.
//
// It is our own for one reason: the parser library's value allocates in its destructor, so that memory which runs out
// would end the program instead of being told (proviso.h promises a status). Parsing is the library's still (io/json).
// Braces make values as that library's do: {{"a", 1}, {"b", 2}} is an object, {1, 2} a list.
//
// Numbers are whole ones of 64 bits, with or without sign; a decimal from outside keeps its text and is no integer.
// Asking for another kind of value than it is asserts, so kinds are checked first. Values; no sharing; thread-safe as
// such.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace proviso::capi {

struct JsonEntry;
class JsonElement;

class Json {
    enum class Kind : std::uint8_t { null, flag, natural, negative, decimal, text, list, object };

  public:
    class iterator;
    class const_iterator;

    Json();
    Json(std::nullptr_t);
    Json(bool flag);
    template <class T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>, int> = 0>
    Json(T number)
        : Json(std::is_signed_v<T> && number < T{} ? Kind::negative : Kind::natural,
               static_cast<std::uint64_t>(number)) {}
    Json(std::string text);
    Json(std::string_view text) : Json(std::string(text)) {}
    Json(const char *text) : Json(std::string(text)) {}
    Json(std::initializer_list<JsonElement> elements);
    Json(const Json &);
    Json(Json &&) noexcept;
    Json &operator=(const Json &);
    Json &operator=(Json &&) noexcept;
    ~Json();

    [[nodiscard]] static Json array() { return Json(Kind::list); }
    [[nodiscard]] static Json array(std::vector<JsonEntry> elements); ///< their keys are empty
    [[nodiscard]] static Json object() { return Json(Kind::object); }
    [[nodiscard]] static Json object(std::vector<JsonEntry> members); ///< no key stands twice
    [[nodiscard]] static Json decimal(std::string text);

    [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
    [[nodiscard]] bool is_boolean() const { return kind_ == Kind::flag; }
    [[nodiscard]] bool is_string() const { return kind_ == Kind::text; }
    [[nodiscard]] bool is_array() const { return kind_ == Kind::list; }
    [[nodiscard]] bool is_object() const { return kind_ == Kind::object; }
    [[nodiscard]] bool is_number_unsigned() const { return kind_ == Kind::natural; }
    [[nodiscard]] bool is_number_integer() const { return kind_ == Kind::natural || kind_ == Kind::negative; }
    [[nodiscard]] bool is_number() const { return is_number_integer() || kind_ == Kind::decimal; }

    /// std::string, bool, or an integer type that holds the number.
    template <class T> [[nodiscard]] T get() const {
        if constexpr (std::is_same_v<T, std::string>)
            return text();
        else if constexpr (std::is_same_v<T, bool>)
            return flag();
        else
            return static_cast<T>(number());
    }
    [[nodiscard]] const std::string &text() const;
    /// text() by the parser library's name for it.
    template <class T> [[nodiscard]] T get_ref() const { return text(); }
    [[nodiscard]] bool flag() const;
    [[nodiscard]] std::uint64_t number() const; ///< of a negative one its two's complement

    // lists and objects
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] bool contains(std::string_view key) const;
    /// end() if there is none.
    [[nodiscard]] const_iterator find(std::string_view key) const;
    /// The member; it must be there.
    [[nodiscard]] const Json &at(std::string_view key) const;
    [[nodiscard]] const Json &operator[](std::string_view key) const { return at(key); }
    /// The member; a null one is added if there is none. Null becomes an object.
    Json &operator[](std::string_view key);
    [[nodiscard]] const Json &operator[](const char *key) const { return at(key); }
    Json &operator[](const char *key) { return (*this)[std::string_view(key)]; }
    template <class T, std::enable_if_t<std::is_integral_v<T>, int> = 0>
    [[nodiscard]] const Json &operator[](T index) const {
        return element(static_cast<std::size_t>(index));
    }
    template <class T, std::enable_if_t<std::is_integral_v<T>, int> = 0> Json &operator[](T index) {
        return const_cast<Json &>(std::as_const(*this).element(static_cast<std::size_t>(index)));
    }
    /// The member's value as a T, or `otherwise` if there is none.
    template <class T> [[nodiscard]] T value(std::string_view key, T otherwise) const {
        return contains(key) ? at(key).template get<T>() : std::move(otherwise);
    }
    /// Adds an element; null becomes a list.
    void push_back(Json element);
    /// Sets every member of the other object.
    void update(Json other);

    [[nodiscard]] iterator begin();
    [[nodiscard]] iterator end();
    [[nodiscard]] const_iterator begin() const;
    [[nodiscard]] const_iterator end() const;
    /// Members with their keys, for `for (const auto &[key, value] : json.items())`.
    [[nodiscard]] const std::vector<JsonEntry> &items() const { return entries_; }

    [[nodiscard]] bool operator==(const Json &other) const;

    /// Appends compact text; bytes that are not UTF-8 become U+FFFD.
    void append_to(std::string &out) const;

  private:
    explicit Json(Kind kind, std::uint64_t number = 0);
    [[nodiscard]] const Json &element(std::size_t index) const;

    Kind kind_ = Kind::null;
    std::uint64_t number_ = 0;
    std::string text_;
    std::vector<JsonEntry> entries_; ///< of a list with empty keys
};

struct JsonEntry {
    std::string key;
    Json value;
    [[nodiscard]] bool operator==(const JsonEntry &other) const = default;
};

/// An element between braces: as mutable as the list that it will be moved into.
class JsonElement {
  public:
    template <class T, std::enable_if_t<std::is_constructible_v<Json, T &&>, int> = 0>
    JsonElement(T &&value) : value_(std::forward<T>(value)) {}
    JsonElement(std::initializer_list<JsonElement> elements) : value_(elements) {}
    [[nodiscard]] Json take() const { return std::move(value_); }
    [[nodiscard]] const Json &peek() const { return value_; }

  private:
    mutable Json value_;
};

/// Over elements, or over the values of members.
class Json::iterator {
  public:
    explicit iterator(JsonEntry *at) : at_(at) {}
    [[nodiscard]] JsonEntry *entry() const { return at_; }
    Json &operator*() const { return at_->value; }
    Json *operator->() const { return &at_->value; }
    iterator &operator++() {
        ++at_;
        return *this;
    }
    [[nodiscard]] bool operator==(const iterator &) const = default;

  private:
    JsonEntry *at_;
};

class Json::const_iterator {
  public:
    explicit const_iterator(const JsonEntry *at) : at_(at) {}
    const_iterator(iterator other) : at_(other.entry()) {}
    const Json &operator*() const { return at_->value; }
    const Json *operator->() const { return &at_->value; }
    [[nodiscard]] const std::string &key() const { return at_->key; }
    const_iterator &operator++() {
        ++at_;
        return *this;
    }
    [[nodiscard]] bool operator==(const const_iterator &) const = default;

  private:
    const JsonEntry *at_;
};

// What needs to know an entry stands behind it: a list of an incomplete type can be neither made nor taken apart.
inline Json::Json() = default;
inline Json::Json(std::nullptr_t) : Json() {}
inline Json::Json(Kind kind, std::uint64_t number) : kind_(kind), number_(number) {}
inline Json::Json(bool flag) : Json(Kind::flag, flag ? 1 : 0) {}
inline Json::Json(std::string text) : kind_(Kind::text), text_(std::move(text)) {}
inline Json::Json(const Json &) = default;
inline Json::Json(Json &&) noexcept = default;
inline Json &Json::operator=(const Json &) = default;
inline Json &Json::operator=(Json &&) noexcept = default;
inline Json::~Json() = default;
inline std::size_t Json::size() const { return entries_.size(); }
inline bool Json::empty() const { return entries_.empty(); }
inline Json::const_iterator Json::begin() const { return const_iterator(entries_.data()); }
inline Json::const_iterator Json::end() const { return const_iterator(entries_.data() + entries_.size()); }
inline Json::iterator Json::begin() { return iterator(entries_.data()); }
inline Json::iterator Json::end() { return iterator(entries_.data() + entries_.size()); }

} // namespace proviso::capi
