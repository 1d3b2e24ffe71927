#pragma once

#include "core/api/types.h"
#include "core/base/result.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>

namespace likeness {

/// How long to bear with a slow or broken network.
struct Patience {
    std::chrono::milliseconds connect{15'000};  ///< for a server to take the connection
    std::chrono::seconds stall{30};             ///< slower than 1 KiB/s for so long counts as broken
    std::chrono::milliseconds firstWait{1'000}; ///< before the second try; doubles from try to try
    std::chrono::milliseconds longestWait{60'000};
    int triesToAsk = 3;   ///< for an answer that a person waits for
    int triesToFetch = 8; ///< in a row without a MiB having come
};

/// Status and headers of an answer.
struct HttpHead {
    long status = 0;
    std::map<std::string, std::string> headers; ///< names in lower case; of several with one name, the last
    std::string linkedSum; ///< X-Linked-Etag of this answer or one that led to it, without quotation marks

    /// Empty when there is none.
    std::string header(const std::string& name) const;
};

struct HttpRequest {
    std::string url;
    std::int64_t fromByte = 0; ///< > 0 asks for the rest of a file only
    bool headOnly = false;     ///< asks for the headers of the first answer, without following it elsewhere
    /// Sees the head of a 200 or 206 answer before its body; false refuses the body.
    std::function<bool(const HttpHead&)> begin;
    /// Takes a piece of the body; false refuses the rest.
    std::function<bool(std::span<const std::byte>)> receive;
    /// Called several times a second while the answer is awaited.
    std::function<void()> tick;
};

/// What a request came to.
struct HttpOutcome {
    enum class End {
        Answered, ///< whole; `head.status` says what kind of answer
        Refused,  ///< by `begin` or `receive`
        Broken,   ///< by the network: trying again may help
        Hopeless, ///< trying again cannot help
        Stopped,
    };
    End end = End::Answered;
    HttpHead head;       ///< of the last answer
    std::string problem; ///< for people, when Broken or Hopeless: "huggingface.co cannot be found"
    std::string host;    ///< that answered last, for people
    std::optional<std::chrono::seconds> retryAfter; ///< what the server asked for
};

/// Errors: InvalidInput (what is wrong with the mirror or the proxy, and how one looks).
Status checkNetwork(const NetworkSettings& network);

/// The root of the hub in use, without a slash at its end: the mirror, else HF_ENDPOINT, else https://huggingface.co.
std::string hubRoot(const NetworkSettings& network);

/// The host of an address, for people: without passwords. Empty when it is not one.
std::string hostOf(const std::string& url);

/// An ETag header's value without its marks: `W/"abc"` and `"abc"` are abc (RFC 9110, 8.8.3).
std::string entityTag(std::string header);

/// Talks HTTP with libcurl. Certificates are verified, by the system's authorities or those in SSL_CERT_FILE; redirects
/// are followed to http(s) only, never from https to http; no cookies, no passwords other than those written into the
/// mirror's or the proxy's own address. Thread: one.
class HttpClient {
public:
    HttpClient(std::string proxy, const Patience& patience, std::stop_token stop);
    ~HttpClient();

    /// Waits for the answer; returns at once when stopped.
    HttpOutcome perform(const HttpRequest& request);

private:
    struct Transfer;

    HttpOutcome performOnce(const HttpRequest& request, const std::string& url, std::string& redirectedTo,
                            const std::string& linkedSum);

    struct FreeMulti {
        void operator()(void* multi) const;
    };

    std::string m_proxy;
    Patience m_patience;
    std::stop_token m_stop;
    std::unique_ptr<void, FreeMulti> m_multi; // keeps connections open from request to request
};

} // namespace likeness
