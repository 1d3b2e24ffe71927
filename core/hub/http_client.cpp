#include "core/hub/http_client.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <curl/curl.h>
#include <mutex>

namespace likeness {
namespace {

using End = HttpOutcome::End;

constexpr const char* kHub = "https://huggingface.co";
constexpr const char* kUserAgent = "Likeness/" LIKENESS_VERSION;
constexpr long kStallBytesPerSecond = 1024;
constexpr int kRedirectsMax = 10;
constexpr int kTickMs = 100;
constexpr std::size_t kHeadersMax = 200;
/// Of answers that are not what was asked for; a connection that says more is closed instead.
constexpr std::size_t kDroppedMaxBytes = 64 * 1024;

struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

/// One part of an address; empty when the address has none or is none.
std::string partOfUrl(const std::string& text, CURLUPart part, unsigned flags = 0)
{
    const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
    char* value = nullptr;
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), flags) != CURLUE_OK
        || curl_url_get(url.get(), part, &value, 0) != CURLUE_OK) {
        return {};
    }
    std::string copied(value);
    curl_free(value);
    return copied;
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string() : std::string(text.substr(begin, end - begin + 1));
}

bool isRedirect(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isBody(long status) { return status == 200 || status == 206; }

} // namespace

/// What libcurl's callbacks work on. Thread: the one that performs.
struct HttpClient::Transfer {
    const HttpRequest& request;
    CURL* easy = nullptr;
    HttpHead head;
    bool begun = false;
    bool refused = false;
    bool enough = false; ///< the rest of an answer we do not want was not waited for
    std::size_t droppedBytes = 0;

    bool begin()
    {
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &head.status);
        if (!begun && isBody(head.status)) {
            begun = true;
            refused = request.begin && !request.begin(head);
        }
        return !refused;
    }

    static std::size_t takeHeader(char* text, std::size_t, std::size_t length, void* self)
    {
        auto& transfer = *static_cast<Transfer*>(self);
        const std::string_view line(text, length);
        if (line.starts_with("HTTP/")) {
            transfer.head.headers.clear(); // an interim answer came before
            return length;
        }
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && transfer.head.headers.size() < kHeadersMax) {
            const std::string name = lowerCase(std::string(line.substr(0, colon)));
            const std::string value = trimmed(line.substr(colon + 1));
            transfer.head.headers.insert_or_assign(name, value);
            if (name == "x-linked-etag") {
                transfer.head.linkedSum = entityTag(value);
            }
        }
        return length;
    }

    static std::size_t takeBody(char* data, std::size_t, std::size_t length, void* self)
    {
        auto& transfer = *static_cast<Transfer*>(self);
        if (!transfer.begin()) {
            return 0;
        }
        if (!isBody(transfer.head.status)) {
            transfer.droppedBytes += length;
            transfer.enough = transfer.droppedBytes > kDroppedMaxBytes;
            return transfer.enough ? 0 : length;
        }
        const std::span bytes(reinterpret_cast<const std::byte*>(data), length);
        transfer.refused = transfer.request.receive && !transfer.request.receive(bytes);
        return transfer.refused ? 0 : length;
    }
};

namespace {

/// Says in words what libcurl reports. Source: libcurl-errors(3).
void explain(CURLcode code, CURL* easy, const char* detail, const std::chrono::seconds& stall, HttpOutcome& outcome)
{
    outcome.end = End::Broken;
    const std::string& host = outcome.host;
    curl_off_t connectedAfter = 0;
    long proxyStatus = 0;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        outcome.problem = host + " cannot be found; is this computer online?";
        break;
    case CURLE_COULDNT_RESOLVE_PROXY:
        outcome.problem = "the proxy cannot be found; check its address";
        break;
    case CURLE_COULDNT_CONNECT:
        outcome.problem = host + " cannot be reached";
        break;
    case CURLE_OPERATION_TIMEDOUT:
        curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &connectedAfter);
        outcome.problem = connectedAfter == 0
                              ? host + " does not answer"
                              : host + " has sent next to nothing for " + std::to_string(stall.count()) + " seconds";
        break;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        outcome.end = End::Hopeless;
        outcome.problem = "the certificate of " + host
                          + " cannot be verified; check the date of this computer, and whether this network looks "
                            "into encrypted connections";
        break;
    case CURLE_SSL_CACERT_BADFILE:
        outcome.end = End::Hopeless;
        outcome.problem = "this computer has no list of certificate authorities; install ca-certificates";
        break;
    case CURLE_SSL_CONNECT_ERROR:
        outcome.problem = "no encrypted connection to " + host + " could be made";
        break;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        outcome.end = End::Hopeless;
        outcome.problem = host + " has an address that is not http or https";
        break;
    case CURLE_OUT_OF_MEMORY:
        outcome.end = End::Hopeless;
        outcome.problem = "out of memory";
        break;
    default:
        curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxyStatus);
        if (proxyStatus == 407) {
            outcome.end = End::Hopeless;
            outcome.problem = "the proxy asks for a login; write it into its address: http://name:password@host:port";
        } else if (proxyStatus >= 400) {
            outcome.problem
                = "the proxy does not let us through to " + host + " (it answers " + std::to_string(proxyStatus) + ")";
        } else {
            outcome.problem = "the connection to " + host + " broke ("
                              + (*detail != '\0' ? detail : curl_easy_strerror(code)) + ")";
        }
    }
}

} // namespace

std::string HttpHead::header(const std::string& name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::string hubRoot(const NetworkSettings& network)
{
    const char* environment = std::getenv("HF_ENDPOINT");
    std::string root = !network.mirror.empty()                          ? network.mirror
                       : environment != nullptr && *environment != '\0' ? environment
                                                                        : kHub;
    while (root.ends_with('/')) {
        root.pop_back();
    }
    return root;
}

std::string entityTag(std::string header)
{
    if (header.starts_with("W/")) {
        header.erase(0, 2);
    }
    std::erase(header, '"');
    return header;
}

std::string hostOf(const std::string& url)
{
    const std::string host = partOfUrl(url, CURLUPART_HOST);
    const std::string port = partOfUrl(url, CURLUPART_PORT);
    return port.empty() ? host : host + ":" + port;
}

Status checkNetwork(const NetworkSettings& network)
{
    const std::string root = hubRoot(network);
    const std::string scheme = partOfUrl(root, CURLUPART_SCHEME);
    if ((scheme != "https" && scheme != "http") || hostOf(root).empty() || !partOfUrl(root, CURLUPART_QUERY).empty()
        || !partOfUrl(root, CURLUPART_FRAGMENT).empty()) {
        return fail(ErrorCode::InvalidInput,
                    (network.mirror.empty() ? "the environment variable HF_ENDPOINT is" : "the mirror is")
                        + std::string(" not the address of a model hub; one looks like https://huggingface.co"));
    }
    if (!network.proxy.empty()) {
        constexpr std::array<std::string_view, 6> kSchemes{"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
        const unsigned flags = CURLU_DEFAULT_SCHEME | CURLU_NON_SUPPORT_SCHEME; // "host:3128" means http
        const bool hasScheme = network.proxy.find("://") != std::string::npos;
        const std::string address = hasScheme ? network.proxy : "http://" + network.proxy;
        const std::string kind = partOfUrl(address, CURLUPART_SCHEME, flags);
        if (std::find(kSchemes.begin(), kSchemes.end(), kind) == kSchemes.end()
            || partOfUrl(address, CURLUPART_HOST, flags).empty()) {
            return fail(ErrorCode::InvalidInput,
                        "the proxy is not the address of one; one looks like http://host:3128 or socks5h://host:1080");
        }
    }
    return {};
}

void HttpClient::FreeMulti::operator()(void* multi) const { curl_multi_cleanup(multi); }

HttpClient::HttpClient(std::string proxy, const Patience& patience, std::stop_token stop)
    : m_proxy(std::move(proxy))
    , m_patience(patience)
    , m_stop(std::move(stop))
{
    static std::once_flag initialised;
    std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_multi.reset(curl_multi_init());
}

HttpClient::~HttpClient() = default;

HttpOutcome HttpClient::perform(const HttpRequest& request)
{
    std::string url = request.url;
    std::string linkedSum;
    for (int hop = 0; hop <= kRedirectsMax; ++hop) {
        std::string next;
        HttpOutcome outcome = performOnce(request, url, next, linkedSum);
        linkedSum = outcome.head.linkedSum;
        if (outcome.end != End::Answered || !isRedirect(outcome.head.status) || request.headOnly) {
            return outcome;
        }
        const std::string scheme = partOfUrl(next, CURLUPART_SCHEME);
        const bool wasSecure = partOfUrl(url, CURLUPART_SCHEME) == "https";
        if (scheme != "https" && (scheme != "http" || wasSecure)) {
            outcome.end = End::Hopeless;
            outcome.problem = outcome.host
                              + (scheme == "http" ? " leads from an encrypted connection to one that is not"
                                                  : " leads to an address that is not http or https");
            return outcome;
        }
        url = next;
    }
    HttpOutcome outcome;
    outcome.end = End::Hopeless;
    outcome.host = hostOf(url);
    outcome.problem = outcome.host + " leads in circles";
    return outcome;
}

HttpOutcome HttpClient::performOnce(const HttpRequest& request, const std::string& url, std::string& redirectedTo,
                                    const std::string& linkedSum)
{
    HttpOutcome outcome;
    outcome.host = hostOf(url);
    const Easy easy(curl_easy_init());
    if (!easy || !m_multi) {
        outcome.end = End::Hopeless;
        outcome.problem = "out of memory";
        return outcome;
    }
    Transfer transfer{request, easy.get(), {}};
    transfer.head.linkedSum = linkedSum;
    std::array<char, CURL_ERROR_SIZE> detail{};
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(easy.get(), option, value); };
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_USERAGENT, kUserAgent);
    set(CURLOPT_ERRORBUFFER, detail.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L); // a name server that hangs must not keep `stop` waiting
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_patience.connect.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, kStallBytesPerSecond);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(m_patience.stall.count()));
    set(CURLOPT_HEADERFUNCTION, &Transfer::takeHeader);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set(CURLOPT_WRITEFUNCTION, &Transfer::takeBody);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    // libcurl itself, unlike its program, does not look at it; networks with an authority of their own need it.
    if (const char* authorities = std::getenv("SSL_CERT_FILE"); authorities != nullptr && *authorities != '\0') {
        set(CURLOPT_CAINFO, authorities);
    }
    if (!m_proxy.empty()) {
        set(CURLOPT_PROXY, m_proxy.c_str());
    }
    if (request.headOnly) {
        set(CURLOPT_NOBODY, 1L);
    }
    const std::string range = std::to_string(request.fromByte) + "-";
    if (request.fromByte > 0) {
        // Not CURLOPT_RESUME_FROM: with it, a server that sends the whole file instead is an error.
        set(CURLOPT_RANGE, range.c_str());
    }
    curl_multi_add_handle(m_multi.get(), easy.get());
    {
        const std::stop_callback wake(m_stop, [multi = m_multi.get()] { curl_multi_wakeup(multi); });
        int running = 1;
        while (!m_stop.stop_requested()) {
            curl_multi_perform(m_multi.get(), &running);
            if (running == 0) {
                break;
            }
            if (request.tick) {
                request.tick();
            }
            curl_multi_poll(m_multi.get(), nullptr, 0, kTickMs, nullptr);
        }
    }
    CURLcode code = CURLE_OK;
    bool isDone = false;
    for (int left = 0; const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left);) {
        if (message->msg == CURLMSG_DONE) {
            code = message->data.result;
            isDone = true;
        }
    }
    if (isDone && code == CURLE_OK) {
        transfer.begin(); // an answer without a body
    }
    outcome.head = std::move(transfer.head);
    if (transfer.refused) {
        outcome.end = End::Refused;
    } else if (!isDone) {
        outcome.end = End::Stopped;
    } else if (code != CURLE_OK && !transfer.enough) {
        explain(code, easy.get(), detail.data(), m_patience.stall, outcome);
    }
    curl_off_t wait = 0;
    if (curl_easy_getinfo(easy.get(), CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0) {
        outcome.retryAfter = std::chrono::seconds(wait);
    }
    if (const char* next = nullptr;
        curl_easy_getinfo(easy.get(), CURLINFO_REDIRECT_URL, &next) == CURLE_OK && next != nullptr) {
        redirectedTo = next;
    }
    curl_multi_remove_handle(m_multi.get(), easy.get());
    return outcome;
}

} // namespace likeness
